/** A table's column of bars. */
import { type Line, type Style, span } from "./line.js";
import { bar } from "./marks.js";
import type { DrawnColumn } from "./table.js";

export interface BarOptions {
  readonly header?: string;
  readonly min?: number;
  readonly max?: number;
  readonly drop?: number;
  readonly styleOf?: (row: number) => Style;
  /** Shows the part that is not filled, too. */
  readonly track?: boolean;
}

/** `shares[row]` from 0 to 1; no bar where it is null. */
export function barColumn(shares: readonly (number | null)[], options: BarOptions = {}): DrawnColumn {
  return {
    kind: "drawn",
    header: () => options.header ?? "",
    min: options.min ?? 6,
    max: options.max ?? 24,
    ...(options.drop === undefined ? {} : { drop: options.drop }),
    draw: (row, width): Line => {
      const share = shares[row];
      if (share === null) return [];
      const filled = span(bar(share, width), options.styleOf?.(row) ?? "bar");
      return options.track === true ? [filled, span("░".repeat(width - filled.width), "dim")] : [filled];
    },
  };
}
