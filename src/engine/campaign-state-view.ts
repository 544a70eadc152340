/** What only the engine sees of a campaign, as its tallies read it. */
import type { Campaign } from "../campaigns/campaign.js";
import type { Engine } from "./engine.js";
import type { CampaignState } from "./outcome.js";
import type { Screen } from "./screen/screen.js";

export class CampaignStateView implements CampaignState {
  constructor(
    private readonly campaign: Campaign,
    private readonly index: number,
    private readonly screen: Screen,
    private readonly engine: Engine,
  ) {}

  get refusals(): Float64Array {
    const later = this.engine.quoter.refusalsOf(this.index);
    return this.screen.refusalsOf(this.index).map((count, refusal) => count + later[refusal]);
  }

  get spentMinor(): bigint {
    return this.budget.spent.toBigInt();
  }

  get leftMinor(): number | null {
    return this.rawLeftMinor === null ? null : Math.max(0, this.rawLeftMinor);
  }

  get rawLeftMinor(): number | null {
    return (this.campaign.budget?.totalMinor ?? null) === null ? null : this.budget.totalLeft;
  }

  get overspentMinor(): bigint {
    return this.budget.overspent.toBigInt();
  }

  get exhaustedAtMs(): number | null {
    return this.budget.exhaustedAtMs;
  }

  get unservedMinor(): bigint {
    return this.budget.unserved.toBigInt();
  }

  private get budget() {
    return this.engine.stores.budgets.of(this.index);
  }
}
