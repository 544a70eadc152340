/** What may stand at a place of a campaign file, by the JSON Schema that editors get: the names of keys, and the kind of a value. */
import { isMap, isScalar, type Node } from "yaml";
import { campaignJsonSchema } from "../campaigns/json-schema.js";
import { jsonSchemaOf } from "../schema/json-schema.js";
import { createLeaves, type JsonSchema } from "../schema/leaves.js";

/** An amount of money, a whole number, or any other value: their smallest steps differ. */
export type ValueKind = "amount" | "whole" | "other";

type Schemas = readonly JsonSchema[];

/** Schemas of which one must hold at a place; immutable. */
export class AllowedKeys {
  private constructor(
    private readonly root: JsonSchema,
    private readonly schemas: Schemas,
  ) {}

  private static file: AllowedKeys | null = null;

  /** What a campaign may hold. */
  static ofCampaign(): AllowedKeys {
    return AllowedKeys.ofFile().below(null, "campaigns").below(null, 0);
  }

  /** What `behaviour` may hold. */
  static ofBehaviour(): AllowedKeys {
    return AllowedKeys.ofFile().below(null, "behaviour");
  }

  /** Made once: a search asks for every value. */
  private static ofFile(): AllowedKeys {
    if (AllowedKeys.file === null) {
      const root = campaignJsonSchema() as JsonSchema;
      AllowedKeys.file = new AllowedKeys(root, [root]);
    }
    return AllowedKeys.file;
  }

  /** Names of keys, of the branch that `node` has chosen by its `mode`, if it has; empty where any will do or none. */
  names(node: unknown): readonly string[] {
    return [...new Set(this.branches(node).flatMap((schema) => Object.keys(propertiesOf(schema))))];
  }

  /** True where a key may stand, be it named or one of the file's own choice. */
  allows(node: unknown, key: string): boolean {
    return this.below(node, key).schemas.length > 0;
  }

  below(node: unknown, step: string | number): AllowedKeys {
    const found = this.branches(node).flatMap((schema): Schemas => {
      if (typeof step === "number") return isSchema(schema.items) ? [schema.items] : [];
      const properties = propertiesOf(schema);
      if (Object.hasOwn(properties, step)) return [properties[step]];
      return isSchema(schema.additionalProperties) ? [schema.additionalProperties] : [];
    });
    return new AllowedKeys(this.root, found);
  }

  /** True where keys or items may stand, rather than a single value alone. */
  isBlock(): boolean {
    return this.branches(null).every(({ type }) => type === "object" || type === "array");
  }

  kind(): ValueKind {
    const kinds = this.branches(null).map(({ description }) => (typeof description === "string" ? description : ""));
    if (kinds.includes(AMOUNT)) return "amount";
    return kinds.some((kind) => kind.startsWith(WHOLE)) ? "whole" : "other";
  }

  private branches(node: unknown): Schemas {
    const flat = this.schemas.flatMap((schema) => this.flatten(schema));
    const mode = modeOf(node);
    const chosen = flat.filter((schema) => mode !== null && modeAllowed(schema) === mode);
    return chosen.length > 0 ? chosen : flat;
  }

  private flatten(schema: JsonSchema): Schemas {
    if (typeof schema.$ref === "string") {
      const name = schema.$ref.slice("#/$defs/".length);
      return this.flatten((this.root.$defs as Record<string, JsonSchema>)[name]);
    }
    const options = (schema.oneOf ?? schema.anyOf) as JsonSchema[] | undefined;
    return options === undefined ? [schema] : options.flatMap((option) => this.flatten(option));
  }
}

// The schema for editors is made at two decimals, and its leaves say in words what they are.
const LEAVES = createLeaves(2);
const AMOUNT = jsonSchemaOf(LEAVES.amount).description as string;
const WHOLE = (jsonSchemaOf(LEAVES.whole(0)).description as string).replace(/ from 0$/, "");

function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  return (schema.properties as Record<string, JsonSchema> | undefined) ?? {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function modeAllowed(schema: JsonSchema): unknown {
  return (propertiesOf(schema).mode as JsonSchema | undefined)?.const;
}

function modeOf(node: unknown): string | null {
  if (!isMap(node)) return null;
  const mode = node.get("mode", true) as Node | undefined;
  return isScalar(mode) ? String(mode.value).trim() : null;
}
