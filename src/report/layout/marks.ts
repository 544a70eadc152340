/** Small drawings in block characters: bars and sparklines. */

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const LEVELS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** A bar of `share` (0 to 1, clamped) of `width` cells, to an eighth of a cell; anything above 0 is seen. */
export function bar(share: number, width: number): string {
  const wanted = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const eighths = share > 0 ? Math.max(1, wanted) : 0;
  return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** A mark a value, as high as its part of the largest; a dot for 0. */
export function sparkline(values: readonly number[]): string {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return values
    .map((value) => (value <= 0 ? "·" : LEVELS[Math.min(7, Math.max(0, Math.ceil((value / most) * 8) - 1))]))
    .join("");
}

/** Sums of `size` neighbours each, so that a long row of values fits; the last group may be shorter. */
export function inGroups(values: readonly number[], size: number): number[] {
  const groups: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const place = Math.floor(i / size);
    groups[place] = (groups[place] ?? 0) + values[i];
  }
  return groups;
}
