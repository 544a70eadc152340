/** One value of campaign files, changed in their text: comments, order and the places of everything else stay. */
import { isAlias, isCollection, isScalar, type Node } from "yaml";
import type { CampaignInput } from "../simulation/request.js";
import { type Located, locate } from "./locate.js";
import type { CampaignPath } from "./parse-path.js";

/**
 * The files with `text` as the value at `path`; a key that is missing is made, with the blocks around it. What the value means the loader says.
 * Files are taken to load as they are.
 * @throws InputError with the step of the path that leads nowhere
 */
export function setAt(files: readonly CampaignInput[], path: CampaignPath, text: string): readonly CampaignInput[] {
  const place = locate(files, path);
  const changed = { file: files[place.file].file, text: withValue(place, text) };
  return files.map((input, index) => (index === place.file ? changed : input));
}

function withValue({ text: whole, document, steps, node }: Located, value: string): string {
  if (node !== null && isInline(node)) {
    const [start, end] = node.range as readonly [number, number, number];
    const written = asScalar(value, isScalar(node) && node.type !== "PLAIN");
    return whole.slice(0, start) + written + whole.slice(end);
  }
  // From the first block that is missing or empty on, all of it is new.
  let made = 1;
  while (made < steps.length && isCollection(document.getIn(steps.slice(0, made)))) made += 1;
  const nested = steps.slice(made).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  document.setIn(steps.slice(0, made), document.createNode(nested));
  return document.toString({ lineWidth: 0 });
}

/** Texts in block style bring their lines along: those the document writes anew. */
function isInline(node: Node): boolean {
  return isAlias(node) || (isScalar(node) && node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED");
}

/** Plain where that is read back as the same text at any place, else in double quotes, which YAML reads as JSON does. */
function asScalar(value: string, quoted: boolean): string {
  return !quoted && /^[+-]?[A-Za-z0-9][A-Za-z0-9_.%+-]*$/.test(value) ? value : JSON.stringify(value);
}
