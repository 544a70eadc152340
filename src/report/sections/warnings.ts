/** What to look at before believing the figures. */
import { counted } from "../layout/figures.js";
import { type Line, span } from "../layout/line.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

const MOST = 30;

export const warnings: Section = {
  title: "Warnings",
  body({ document, columns }) {
    if (document.warnings.length === 0) return null;
    const lines = document.warnings
      .slice(0, MOST)
      .flatMap(({ code, message, campaign_id }): Line[] => [
        [
          span("  "),
          span("! ", "warn"),
          span(code, "strong"),
          span(campaign_id === undefined ? "" : `  ${campaign_id}`),
        ],
        ...wrap(message, { columns, indent: 4 }),
      ]);
    const more = document.warnings.length - MOST;
    if (more <= 0) return lines;
    return [...lines, ...wrap(`${counted(more, "more warning")} in report.json (--out).`, { columns, style: "dim" })];
  },
};
