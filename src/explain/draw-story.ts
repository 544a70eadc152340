/** The draw that an attempt gets: whose it is, which one, its key and its uniforms. docs/draws.md gives the scheme. */
import type { Campaign } from "../campaigns/campaign.js";
import type { DrawPeek } from "../engine/draws.js";
import type { DrawStory } from "./explain-document.js";
import { cellAt, type Occasion } from "./occasion.js";

/** The uniforms that a rule asks of a draw, in the order in which it first asks for them. */
export class AskedUniforms {
  readonly list: { stream: number; uniform: number }[] = [];

  constructor(private readonly draw: DrawPeek | null) {}

  /** @throws TypeError for a rule without a law that draws: there is none */
  uniform(stream: number): number {
    const known = this.list.find((asked) => asked.stream === stream);
    if (known !== undefined) return known.uniform;
    const uniform = (this.draw as DrawPeek).uniform(stream);
    this.list.push({ stream, uniform });
    return uniform;
  }
}

/** Null where the attempt asked for nothing: no draw was made. */
export function drawStory(
  occasion: Occasion,
  { draw: { per, identity } }: Campaign,
  draw: DrawPeek | null,
  asked: AskedUniforms,
): DrawStory | null {
  if (draw === null || asked.list.length === 0) return null;
  const { columns, row } = occasion;
  const name = [identity, "user_id"].find((column) => cellAt(columns, column, row) !== "") ?? "transaction_id";
  const { codes, dictionary } = columns.transactionId;
  return {
    per,
    identity_column: name,
    identity: name === "transaction_id" ? dictionary.text(codes[row]) : cellAt(columns, name, row),
    ordinal: draw.ordinal,
    key: hex(draw.k0) + hex(draw.k1),
    made_before: draw.made,
    uniforms: asked.list,
  };
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
