/** Warnings of a document as text: what each is about, and what to do. */
import type { Warning } from "../report/document.js";
import type { Line } from "../report/layout/line.js";
import { wrap } from "../report/layout/wrap.js";

/** The message, after the campaign that it is about, where it does not begin with that itself. */
export function warningText({ campaign_id: id, message }: Warning): string {
  return id === undefined || message.startsWith(`${id}: `) ? message : `${id}: ${message}`;
}

export function warningLines(warnings: readonly Warning[], columns: number): Line[] {
  return warnings.flatMap((warning) =>
    wrap(`warning[${warning.code}]: ${warningText(warning)}`, { columns, indent: 0, style: "warn" }),
  );
}
