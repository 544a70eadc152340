/** Whether all of the log was used. */
import type { ReportDetails } from "../details.js";
import type { ReportDocument } from "../document.js";
import { count, counted } from "../layout/figures.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

export const rows: Section = {
  title: "Rows",
  body({ document, details, columns }) {
    const { read, replayed, rejected, sorted, made = 0 } = document.rows;
    const used = rejected === 0 ? "all replayed" : `${count(replayed)} replayed + ${count(rejected)} rejected`;
    const order = sorted ? " The log was out of order and has been sorted by time." : "";
    const beside = made === 0 ? "" : ` ${counted(made, "payment")} of newcomers came on top, with shared coupons.`;
    const lines = wrap(
      read === 0 ? "The log has a header and no rows." : `${counted(read, "row")} read, ${used}.${order}${beside}`,
      {
        columns,
      },
    );
    for (const sentence of rejectedByFile(document, details)) lines.push(...wrap(sentence, { columns, style: "warn" }));
    return lines;
  },
};

function rejectedByFile(document: ReportDocument, { rejected }: ReportDetails): string[] {
  const files = [...new Set(rejected.map((line) => line.file))];
  return files.map((file) => {
    const reasons = rejected.filter((line) => line.file === file).map((line) => `${line.reason} ${count(line.count)}`);
    const of = document.inputs.some((input) => input.role === "transactions" && input.file === file)
      ? "Rejected"
      : `Rejected in ${file}`;
    return `${of}: ${reasons.join(", ")}. Each with its line and text in rejects.csv (--out).`;
  });
}
