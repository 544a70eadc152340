/** What a section of the text report is: one question, answered in a few lines, or nothing where there is nothing to say. */
import type { ReportDetails } from "../details.js";
import type { ReportDocument } from "../document.js";
import type { Line } from "../layout/line.js";

export interface SectionInput {
  readonly document: ReportDocument;
  readonly details: ReportDetails;
  /** Cells that a line may take. */
  readonly columns: number;
}

export interface Section {
  readonly title: string;
  /** The lines below the title, indented by two; null leaves the section out. */
  body(input: SectionInput): readonly Line[] | null;
}
