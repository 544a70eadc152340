/** `report.json`: the same document, byte for byte, that `--format json` prints. */
import { jsonPieces } from "../formats/json.js";
import type { ResultFile } from "./contract.js";

export const reportJson: ResultFile = {
  name: "report.json",
  summary: "The document that --format json prints.",
  columns: [],
  chunks: ({ document }) => jsonPieces(document),
};
