/** What a thread hands over of the runs that it carried out: bounded whatever their number. Types only. */
import type { PackedFigure } from "./figure.js";

export interface PackedSummary {
  readonly runs: number;
  /** By place; null where all runs had 0. */
  readonly figures: readonly (PackedFigure | null)[];
}
