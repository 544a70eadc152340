/** What a thread hands over of the runs that it carried out: flat arrays, as large as the figures have different values, whatever the number of runs. Types only. */

/** Nobody changes the arrays. The same runs give the same bytes, in whatever order and parts they came. */
export interface PackedSummary {
  readonly runs: number;
  /** Places of the figures that are not 0 in every run, ascending; a day has its two for campaigns that burned on it in some run. */
  readonly places: Int32Array;
  /** Of the figure `places[i]`: the values other than 0, or the greatest of each bin that they fall into, ascending, from `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly values: Float64Array;
  /** How many runs had each. */
  readonly counts: Uint32Array;
  /** By figure: whether each value stands for those of its bin. */
  readonly binned: Uint8Array;
  /** By figure, as wide numbers: the sum of its values over the runs, and of their squares. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}
