/** Where a path leads in campaign files: the file, and the value there or the keys that would have to be made. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { InputError } from "../domain/problem.js";
import { remedy } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import type { CampaignInput } from "../simulation/request.js";
import { AllowedKeys, type ValueKind } from "./allowed-keys.js";
import type { CampaignPath } from "./parse-path.js";

export interface Located {
  /** Which of the files. */
  readonly file: number;
  readonly text: string;
  readonly document: Document.Parsed;
  /** From the root of the document: `["campaigns", 0, "budget", "total"]`. */
  readonly steps: readonly (string | number)[];
  /** The value; null where it has to be made. */
  readonly node: Node | null;
  readonly kind: ValueKind;
}

/**
 * Files are taken to load: their problems are told by the loader.
 * @throws InputError with the step of the path that leads nowhere
 */
export function locate(files: readonly CampaignInput[], path: CampaignPath): Located {
  if (path.campaignId === null) return locateBehaviour(files, path);
  const ids: string[] = [];
  for (const [file, input] of files.entries()) {
    const { text, document } = parsed(input);
    const campaigns = document.get("campaigns");
    const blocks = isSeq(campaigns) ? campaigns.items : [];
    for (const [index, block] of blocks.entries()) {
      const id = isMap(block) ? String(block.get("id") ?? "").trim() : "";
      if (id === path.campaignId) {
        const steps = ["campaigns", index, ...path.steps];
        return { file, text, document, steps, ...walk(block as Node, AllowedKeys.ofCampaign(), path) };
      }
      if (id !== "") ids.push(id);
    }
  }
  const message = `no campaign is called ${quote(path.campaignId)}`;
  throw problemAt(path, -1, "unknown-campaign", message, remedy(path.campaignId, ids));
}

/** In the first file that says something of the reaction, else of any, else in the first: files that say the same say it alike. */
function locateBehaviour(files: readonly CampaignInput[], path: CampaignPath): Located {
  const documents = files.map(parsed);
  const says = (depth: number) =>
    documents.findIndex(({ document }) => document.hasIn(["behaviour", ...path.steps].slice(0, depth)));
  const file = [says(2), says(1), 0].find((found) => found !== -1) ?? 0;
  const { text, document } = documents[file];
  const steps = ["behaviour", ...path.steps];
  const block = document.get("behaviour", true) as Node | undefined;
  return { file, text, document, steps, ...walk(block ?? null, AllowedKeys.ofBehaviour(), path) };
}

function parsed(input: CampaignInput): Pick<Located, "text" | "document"> {
  const text = typeof input.text === "string" ? input.text : new TextDecoder().decode(input.text);
  // Failsafe: every scalar stays the text that was written, as the loader reads it.
  const document = parseDocument(text, { schema: "failsafe", merge: false, uniqueKeys: false, logLevel: "silent" });
  return { text, document };
}

function walk(root: Node | null, rootAllowed: AllowedKeys, path: CampaignPath): Pick<Located, "node" | "kind"> {
  let node: unknown = root;
  let allowed = rootAllowed;
  for (const [i, step] of path.steps.entries()) {
    const next = isEmpty(node) ? null : stepInto(node, step, allowed, path, i);
    if (isEmpty(node)) checkMakeable(step, allowed, path, i);
    allowed = allowed.below(node, step);
    node = next;
  }
  const last = path.steps.length - 1;
  if (isMap(node) || isSeq(node) || (isEmpty(node) && allowed.isBlock())) {
    const names = isMap(node) || isEmpty(node) ? keysOf(node, allowed) : [];
    const what = isSeq(node) ? "a list" : "a block of keys";
    const hint = isSeq(node) ? `go on with ${range(node.items.length)}` : `go on with one of: ${names.join(", ")}`;
    throw problemAt(path, last, "path-ends-at-block", `the path ends at ${what}, not at a single value`, hint);
  }
  return { node: isEmpty(node) ? null : (node as Node), kind: allowed.kind() };
}

/** The child; null where there is none and one may be made. */
function stepInto(
  node: unknown,
  step: string | number,
  allowed: AllowedKeys,
  path: CampaignPath,
  i: number,
): Node | null {
  if (isMap(node)) {
    const names = keysOf(node, allowed);
    if (typeof step === "number") {
      const hint = `write a point and one of: ${names.join(", ")}`;
      throw problemAt(path, i, "wrong-step", `${before(path, i)} is a block of keys, not a list`, hint);
    }
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
    if (pair !== undefined) return followed(pair.value as Node | null, path, i);
    if (allowed.allows(node, step)) return null;
    const message = `${before(path, i)} has no key ${quote(step)}`;
    throw problemAt(path, i, "unknown-key", message, remedy(step, names));
  }
  if (isSeq(node)) {
    const size = node.items.length;
    if (typeof step === "string") {
      throw problemAt(path, i, "wrong-step", `${before(path, i)} is a list`, `write ${range(size)}`);
    }
    if (step < size) return followed(node.items[step] as Node | null, path, i);
    const message = `${before(path, i)} has ${size === 1 ? "one item" : `${size} items`}`;
    throw problemAt(path, i, "no-such-item", message, `items count from 0: write ${range(size)}`);
  }
  const message = `${before(path, i)} is a single value: nothing stands below it`;
  throw problemAt(path, i, "wrong-step", message, "end the path there");
}

/** What stands below an alias belongs to the place that it repeats: a change would reach all of them. */
function followed(node: Node | null, path: CampaignPath, i: number): Node | null {
  if (!isAlias(node) || i === path.steps.length - 1) return node;
  const message = `${before(path, i + 1)} repeats a block that stands elsewhere (*${node.source})`;
  throw problemAt(path, i, "repeated-block", message, "write the block out here");
}

/** Blocks that are missing are made on the way, as long as the path names keys that are allowed. */
function checkMakeable(step: string | number, allowed: AllowedKeys, path: CampaignPath, i: number): void {
  if (typeof step === "number") {
    const message = `${before(path, i)} is missing: there is no item to change`;
    throw problemAt(path, i, "no-such-item", message, "write the list into the campaign file first");
  }
  if (allowed.allows(null, step)) return;
  const names = allowed.names(null);
  const message = `${before(path, i)} takes no key ${quote(step)}`;
  throw problemAt(path, i, "unknown-key", message, names.length === 0 ? "end the path there" : remedy(step, names));
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && (node.value === null || node.source === ""));
}

function keysOf(node: unknown, allowed: AllowedKeys): readonly string[] {
  const present = isMap(node) ? node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
  return [...new Set([...present, ...allowed.names(node)])];
}

function range(size: number): string {
  return size === 1 ? "[0]" : `[0] to [${size - 1}]`;
}

/** The path up to a step, as it was written. */
function before({ source, offsets, text, steps }: CampaignPath, i: number): string {
  const start = source.text.indexOf(text);
  const end = i + 1 > steps.length ? start + text.length : offsets[i + 1];
  return source.text.slice(start, end).replace(/[.[\s]+$/, "");
}

function problemAt(path: CampaignPath, step: number, code: string, message: string, hint: string): InputError {
  return new InputError([path.source.problem(code, path.offsets[step + 1], message, hint)]);
}
