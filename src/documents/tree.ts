/** A file as a tree of texts, lists and blocks that knows where everything stands. */

export type Node = Scalar | List | Block;

/** A single value, as the text that was written: `00123`, `12.30` and `true` are texts. */
export interface Scalar {
  readonly kind: "scalar";
  readonly text: string;
  /** Where it starts in the file, its quote included. */
  readonly offset: number;
  /** How it is written, which says where a character of `text` stands in the file. */
  readonly style: "plain" | "quoted" | "literal" | "folded";
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly offset: number;
}

/** Keys with values, in the order of the file. */
export interface Block {
  readonly kind: "block";
  readonly entries: ReadonlyMap<string, Entry>;
  readonly offset: number;
}

export interface Entry {
  readonly keyOffset: number;
  readonly value: Node;
}

/** Keys and indexes from the root down: `["campaigns", 0, "budget", "total"]`. */
export type Path = readonly (string | number)[];

/** The child of a node, if it has one of that name. */
export function childOf(node: Node, step: string | number): Node | undefined {
  if (node.kind === "list" && typeof step === "number") return node.items[step];
  if (node.kind === "block" && typeof step === "string") return node.entries.get(step)?.value;
  return undefined;
}

/**
 * The tree as zod takes it: texts, arrays and objects without a prototype (so that `__proto__` is a key like any other).
 */
export function plainOf(node: Node): unknown {
  switch (node.kind) {
    case "scalar":
      return node.text;
    case "list":
      return node.items.map(plainOf);
    case "block": {
      const plain = Object.create(null) as Record<string, unknown>;
      for (const [key, entry] of node.entries) plain[key] = plainOf(entry.value);
      return plain;
    }
  }
}

/** "a single value", "a list" or "a block of keys". */
export function kindInWords(kind: Node["kind"]): string {
  return { scalar: "a single value", list: "a list", block: "a block of keys" }[kind];
}
