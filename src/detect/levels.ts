/** The law of a draw at one checkout, cut into levels that mean the same at every price: its top tier, and cells for a chi-square test. */
import { capped, type Distribution, tabulate } from "../chance/law.js";
import type { DiscountRule } from "../modes/contract.js";
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
  /** The most that could have come out at this checkout, by the caps. */
  readonly ceilingMinor: number;
  /** The largest amount of the law under that ceiling. */
  readonly mostMinor: number;
  /** The smallest amount of the top tier, and the chance to draw it or more. */
  readonly topFromMinor: number;
  readonly topShare: number;
  /** Smallest amount of each cell, +Infinity for a cell without an amount; and the chance of each. */
  readonly cellFromMinor: Float64Array;
  readonly cellShares: Float64Array;
}

function levelsOf({ valuesMinor, probabilities }: Distribution, ceilingMinor: number): Levels {
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
    ceilingMinor,
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

/** The levels of one campaign's draws, made once a price. */
export class CampaignLevels {
  private readonly seesPoints: boolean;
  private readonly byPrice = new Map<number, Levels>();
  /** Of laws that no ceiling touches: the rule hands out one and the same table at many prices. */
  private readonly uncapped = new WeakMap<Distribution, Levels>();

  constructor(private readonly rule: DiscountRule) {
    this.seesPoints = rule.pointsFor !== undefined || rule.cutMinor !== undefined;
  }

  /** Of a draw that was made: none gives more than `ceilingMinor`. */
  at(priceMinor: number, ceilingMinor: number, points: number): Levels {
    if (this.seesPoints) return this.make(priceMinor, ceilingMinor, points);
    const known = this.byPrice.get(priceMinor);
    if (known !== undefined && known.ceilingMinor === ceilingMinor) return known;
    const levels = this.make(priceMinor, ceilingMinor, 0);
    this.byPrice.set(priceMinor, levels);
    return levels;
  }

  private make(priceMinor: number, ceilingMinor: number, points: number): Levels {
    const law = this.rule.law?.(plainCheckout(priceMinor, points)) ?? [];
    const table = tabulate(capped(law, ceilingMinor));
    if (law.length !== 1 || table !== law[0].distribution) return levelsOf(table, ceilingMinor);
    const known = this.uncapped.get(table);
    if (known !== undefined) return { ...known, ceilingMinor };
    const levels = levelsOf(table, ceilingMinor);
    this.uncapped.set(table, levels);
    return levels;
  }
}
