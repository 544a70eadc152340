/** The document as text for people: a heading, then the sections, none of its lines wider than asked. */
import type { ReportDetails } from "../details.js";
import type { ReportDocument } from "../document.js";
import { clip, type Line, span } from "../layout/line.js";
import { createPainter } from "../layout/palette.js";
import { wrap } from "../layout/wrap.js";
import { SECTIONS } from "../sections/registry.js";

export interface TextOptions {
  /** Cells of a terminal line; from 20 up. */
  readonly columns: number;
  readonly color: boolean;
}

const NARROWEST = 20;

export function renderText(document: ReportDocument, details: ReportDetails, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const lines: Line[] = [...heading(document, columns)];
  for (const section of SECTIONS) {
    const body = section.body({ document, details, columns });
    if (body !== null) lines.push([], title(section.title, columns), ...body);
  }
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(clip(line, columns))}\n`).join("");
}

function heading({ tool, currency, timezone }: ReportDocument, columns: number): Line[] {
  const name = span(`${tool.name} ${tool.version}`, "heading");
  const units = `Amounts in ${currency.code}, days in ${timezone}. Figures are before refunds unless they say otherwise.`;
  return [[name], ...wrap(units, { columns, indent: 0, style: "dim" })];
}

function title(text: string, columns: number): Line {
  const name = span(text, "heading");
  return [name, span(" "), span("─".repeat(Math.max(0, columns - name.width - 1)), "dim")];
}
