/** The problems of a discount, each with the text that it points at. */
import { fileWith, placesIn } from "../campaigns/campaign-text.js";

/** `code at text` for each problem; `block` is the inside of the discount's block. */
export function problemsOf(block: string): readonly string[] {
  const line = `    discount: { ${block} }`;
  return placesIn(fileWith(line.trim())).map((place) => {
    const [position, code] = place.split(" ");
    const column = Number(position.split(":")[2]);
    return `${code} at ${line.slice(column - 1, column + 11)}`;
  });
}
