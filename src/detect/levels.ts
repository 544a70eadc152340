/** The law of a draw at one checkout, cut into levels that mean the same at every price: its top tier, and cells for a chi-square test. */
import { capped, type Distribution, type Law, tabulate } from "../chance/law.js";
import type { Checkout, DiscountRule } from "../modes/contract.js";
import { plainCheckout } from "../modes/plain-checkout.js";

/**
 * Where cells end, as shares of the law counted from its largest amount down: narrow at the top, where abuse shows. An amount belongs to the cell of the
 * middle of its own share.
 */
const CELL_ENDS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;
export const CELLS = CELL_ENDS.length;

/** The largest amounts whose shares add up to this at most are the top tier; the largest amount of all is in it whatever its share. */
const TOP_SHARE = 0.05;

export interface Levels {
  /** The largest amount that could have come out. */
  readonly mostMinor: number;
  /** The smallest amount of the top tier, and the chance to draw it or more. */
  readonly topFromMinor: number;
  readonly topShare: number;
  /** Smallest amount of each cell, +Infinity for a cell without an amount; and the chance of each. */
  readonly cellFromMinor: Float64Array;
  readonly cellShares: Float64Array;
}

function levelsOf({ valuesMinor, probabilities }: Distribution): Levels {
  const cellFromMinor = new Float64Array(CELLS).fill(Number.POSITIVE_INFINITY);
  const cellShares = new Float64Array(CELLS);
  const last = valuesMinor.length - 1;
  const top = { fromMinor: valuesMinor[last], share: probabilities[last] };
  let above = 0;
  for (let i = last; i >= 0; i--) {
    const middle = above + probabilities[i] / 2;
    const cell = Math.max(
      0,
      CELL_ENDS.findIndex((end) => middle < end),
    );
    above += probabilities[i];
    const own = middle < 1 ? cell : CELLS - 1;
    cellFromMinor[own] = valuesMinor[i];
    cellShares[own] += probabilities[i];
    if (above <= TOP_SHARE) {
      top.fromMinor = valuesMinor[i];
      top.share = above;
    }
  }
  return {
    mostMinor: valuesMinor[last],
    topFromMinor: top.fromMinor,
    topShare: top.share,
    cellFromMinor,
    cellShares,
  };
}

/** The cell of an amount that the law can give. */
export function cellOf({ cellFromMinor }: Levels, amountMinor: number): number {
  for (let cell = 0; cell < CELLS; cell++) if (amountMinor >= cellFromMinor[cell]) return cell;
  return CELLS - 1;
}

/** The levels of one campaign's draws, made once where its law is the same at every price, and otherwise once a price. */
export class CampaignLevels {
  private readonly seesPoints: boolean;
  private readonly checkout: Checkout = plainCheckout(0);
  /** The law that was given at every price so far, under a ceiling that does not touch it. */
  private known: { readonly law: Law; readonly levels: Levels } | null = null;
  private varies = false;
  private readonly byPrice = new Map<number, Capped>();

  constructor(private readonly rule: DiscountRule) {
    this.seesPoints = rule.pointsFor !== undefined || rule.cutMinor !== undefined;
  }

  /** Of a draw that was made: none gives more than `ceilingMinor`. */
  at(priceMinor: number, ceilingMinor: number, points: number): Levels {
    if (this.seesPoints) return levelsOf(tabulate(capped(this.lawAt(priceMinor, points), ceilingMinor)));
    const { known } = this;
    if (known !== null) {
      if (this.lawAt(priceMinor, points) !== known.law) {
        this.varies = true;
        this.known = null;
      } else if (ceilingMinor >= known.levels.mostMinor) return known.levels;
    }
    const atPrice = this.byPrice.get(priceMinor);
    if (atPrice?.ceilingMinor === ceilingMinor) return atPrice.levels;
    const law = this.lawAt(priceMinor, points);
    const levels = levelsOf(tabulate(capped(law, ceilingMinor)));
    if (!this.varies && ceilingMinor > levels.mostMinor) this.known = { law, levels };
    this.byPrice.set(priceMinor, { ceilingMinor, levels });
    return levels;
  }

  private lawAt(priceMinor: number, points: number): Law {
    const { checkout } = this;
    checkout.priceMinor = checkout.baseMinor = priceMinor;
    checkout.points = points;
    return this.rule.law?.(checkout) ?? [];
  }
}

interface Capped {
  /** The most that could have come out, by the caps. */
  readonly ceilingMinor: number;
  readonly levels: Levels;
}
