/** The static tests that a run makes for itself: windows, where its rows come at other times than the log's, and minimums, where their prices have risen. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { OpenWindows } from "../engine/screen/open-windows.js";
import { minimumPriceMinor } from "../engine/screen/screen.js";

export class CandidateFilter {
  readonly kept: Int32Array;
  private windows: OpenWindows;
  private readonly minimums: Float64Array;

  constructor(private readonly set: CampaignSet) {
    this.kept = new Int32Array(set.campaigns.length);
    this.windows = new OpenWindows(set.campaigns, set.zone);
    this.minimums = Float64Array.from(set.campaigns, minimumPriceMinor);
  }

  /** A run begins: time goes back. */
  begin(): void {
    this.windows = new OpenWindows(this.set.campaigns, this.set.zone);
  }

  /** Puts what is left of a row's candidates into `kept`, and returns how many they are. */
  keep(candidates: Int32Array, from: number, until: number, timeMs: number, priceMinor: number): number {
    const { windows, minimums, kept } = this;
    if (windows.moveTo(timeMs)) windows.refresh();
    let left = 0;
    for (let i = from; i < until; i++) {
      const campaign = candidates[i];
      const open = (windows.open[campaign >> 5] >>> (campaign & 31)) & 1;
      if (open === 1 && priceMinor >= minimums[campaign]) kept[left++] = campaign;
    }
    return left;
  }
}
