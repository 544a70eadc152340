/** The log-normal law of times that people take, given by its median and its 95th percentile. Source: Johnson, Kotz, Balakrishnan, "Continuous univariate distributions" 1, ch. 14. */
import { normalQuantile } from "./normal.js";

const Z95 = normalQuantile(0.95);

export class LogNormal {
  private readonly sigma: number;

  /** Both above 0, the 95th percentile not below the median. */
  constructor(
    private readonly median: number,
    p95: number,
  ) {
    this.sigma = Math.log(p95 / median) / Z95;
  }

  /** The value that a share `u` of them, from above 0 to below 1, does not exceed. */
  quantile(u: number): number {
    return this.median * Math.exp(this.sigma * normalQuantile(u));
  }
}
