/** The attributes that a condition may read, and the type of each. */

export const ROOTS = ["tx", "user", "merchant"] as const;
export type Root = (typeof ROOTS)[number];

export type FieldType = "double" | "int" | "string";

/** The attributes of `tx` that are numbers; every other attribute is text. */
const NUMBERS: ReadonlyMap<string, FieldType> = new Map([
  ["amount", "double"],
  ["balance", "double"],
  ["client_discount", "double"],
  ["points", "int"],
]);

export const NUMBER_FIELDS: readonly string[] = [...NUMBERS.keys()];

export interface Field {
  readonly root: Root;
  readonly name: string;
}

export function isRoot(name: string): name is Root {
  return (ROOTS as readonly string[]).includes(name);
}

export function fieldType(field: Field): FieldType {
  return (field.root === "tx" ? NUMBERS.get(field.name) : undefined) ?? "string";
}

/** Its name among the columns of a log: `city` for `tx.city`, `user.level` for `user.level`. */
export function columnOf(field: Field): string {
  return field.root === "tx" ? field.name : `${field.root}.${field.name}`;
}
