/** Where an attacker's moves meet the engine: carries each out at its moment, and says what came of it. */
import type { Move, Reply, Shown } from "../attack/moves.js";
import type { Campaign } from "../campaigns/campaign.js";
import { DAY_MS } from "../domain/civil-date.js";
import { assert } from "../domain/problem.js";
import type { Zone } from "../domain/zone.js";
import type { Engine } from "../engine/engine.js";
import type { KeptQuote } from "../engine/kept-quote.js";
import { opensAt } from "../engine/open-time.js";
import { REFUSAL } from "../engine/refusals.js";
import type { CandidateList } from "../engine/screen/candidates.js";
import type { Screen } from "../engine/screen/screen.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Cast } from "./cast.js";
import type { Takings } from "./takings.js";

/** What a run shares among its attackers. */
export interface Ground {
  readonly engine: Engine;
  /** Of attackers' rows alone. */
  readonly screen: Screen;
  readonly list: CandidateList;
  /** Whose added rows are filled move by move. */
  readonly columns: TransactionColumns;
  readonly zone: Zone;
}

/** The moment at which a move that came too early can be made again. */
interface Later {
  readonly laterMs: number;
}

/** An offer as the engine knows it. */
interface ShownOffer extends Shown {
  readonly priceMinor: number;
  readonly quote: KeptQuote;
}

const OVER: Reply = { outcome: "over" };
const DONE: Reply = { outcome: "done" };

export class Desk {
  constructor(
    private readonly ground: Ground,
    private readonly campaign: Campaign,
    /** Of the campaign in file order. */
    private readonly index: number,
    private readonly cast: Cast,
    private readonly takings: Takings,
  ) {}

  /** Moments never go back, over all attackers of a run. */
  carryOut(move: Move, timeMs: number): Reply | Later {
    switch (move.move) {
      case "ask":
        return this.ask(move.account, move.priceMinor, Number.POSITIVE_INFINITY, timeMs);
      case "take":
        return this.take(move.account, move.shown as ShownOffer, timeMs);
      case "pay": {
        const reply = this.ask(move.account, move.priceMinor, move.balanceMinor, timeMs);
        if (!("outcome" in reply) || reply.outcome !== "shown") return reply;
        return this.pay(move.account, reply.shown as ShownOffer, move.wasted === true ? move.priceMinor : 0);
      }
      case "refund":
        return this.refund(move.account, move.amountMinor, timeMs);
      case "keep":
        this.takings.success(move.account);
        return DONE;
    }
  }

  private ask(account: number, priceMinor: number, balanceMinor: number, timeMs: number): Reply | Later {
    const { campaign, index, takings } = this;
    const { engine, screen, list, zone } = this.ground;
    const opensMs = campaign.paused ? Number.POSITIVE_INFINITY : opensAt(campaign.window, zone, timeMs);
    if (opensMs > timeMs) {
      if (opensMs < campaign.window.endMs) return { laterMs: opensMs };
      takings.refusals[campaign.paused ? REFUSAL.paused : REFUSAL.outside_window]++;
      return OVER;
    }
    const row = this.fill(account, priceMinor, balanceMinor, timeMs);
    screen.fillOne(list, row);
    const at = list.campaigns.subarray(0, list.starts[1]).indexOf(index);
    if (at === -1) {
      takings.refusals[this.screenedOutBy(row)]++;
      return OVER;
    }
    const quote = engine.ask(row, list.campaigns, at, at + 1);
    const offered = quote.find(index);
    const refusal = offered === -1 ? quote.refusals[index] : null;
    if (refusal !== null && refusal !== REFUSAL.nothing_to_give) takings.refusals[refusal]++;
    if (refusal === REFUSAL.not_eligible || refusal === REFUSAL.no_coupon) return OVER;
    if (refusal === REFUSAL.limit_reached) {
      const away = this.afterLimit(row, timeMs);
      if (away !== null) return away;
    }
    const short = refusal === REFUSAL.budget_exhausted ? this.afterBudget(timeMs) : null;
    if (short !== null && "laterMs" in short) return short;
    takings.attempt(account);
    if (short !== null) return short;
    const shown: ShownOffer = {
      amountMinor: offered === -1 ? 0 : quote.grantedMinor[offered],
      priceMinor,
      quote: engine.keep(row),
      isRest: offered !== -1 && this.isRest(quote.grantedMinor[offered], quote.desiredMinor[offered], timeMs),
    };
    return { outcome: "shown", shown };
  }

  /** The static test that a row fails: the one that the screen counts if it comes again. */
  private screenedOutBy(row: number): number {
    const { screen, list } = this.ground;
    const before = screen.refusalsOf(this.index);
    screen.fillOne(list, row);
    return screen.refusalsOf(this.index).findIndex((count, refusal) => count > before[refusal]);
  }

  private take(account: number, shown: ShownOffer, timeMs: number): Reply {
    const row = this.fill(account, shown.priceMinor, Number.POSITIVE_INFINITY, timeMs);
    return this.ground.engine.faultOf(row, shown.quote.taken) === null ? this.pay(account, shown) : OVER;
  }

  private pay(account: number, { quote, isRest }: ShownOffer, wastedMinor = 0): Reply {
    const { decline, discountMinor, day } = this.ground.engine.payKept(this.cast.paymentRow(account), quote, null);
    // What the rest of the budget does not make up for nothing will.
    if (decline !== null) return decline === "insufficient_balance" && !isRest ? { outcome: "declined" } : OVER;
    this.takings.paid(account, discountMinor, wastedMinor, day);
    return { outcome: "paid", grantedMinor: discountMinor, isRest };
  }

  /** Whether an offer is all that a short budget gives in part, now and on any other day. */
  private isRest(grantedMinor: number, desiredMinor: number, timeMs: number): boolean {
    if (this.campaign.budget?.onShort !== "partial") return false;
    const left = this.ground.engine.stores.budgets.leftMinor(this.index);
    return grantedMinor === left && desiredMinor > left && "outcome" in this.afterBudget(timeMs);
  }

  private refund(account: number, amountMinor: number, timeMs: number): Reply {
    const { engine, columns } = this.ground;
    const row = this.cast.refundRow(account);
    columns.timeMs[row] = timeMs;
    columns.amountMinor[row] = amountMinor;
    const fault = engine.refund(row);
    assert(fault === null, "an attacker refunds what it has paid");
    const { priceMinor, cashMinor, discountMinor, parts, partCount, day } = engine.refunded;
    let cashbackMinor = 0;
    for (let i = 0; i < partCount; i++) if (parts[i].cashback) cashbackMinor += parts[i].discountMinor;
    const inFull = amountMinor === columns.amountMinor[this.cast.paymentRow(account)];
    this.takings.refunded(account, priceMinor - cashMinor + cashbackMinor, discountMinor, inFull, day);
    return DONE;
  }

  private fill(account: number, priceMinor: number, balanceMinor: number, timeMs: number): number {
    const { columns } = this.ground;
    const row = this.cast.paymentRow(account);
    columns.timeMs[row] = timeMs;
    columns.amountMinor[row] = priceMinor;
    columns.balanceMinor[row] = balanceMinor;
    return row;
  }

  /**
   * A cool-down ends, and a limit of a day, week or month begins anew with one of the coming days; what is used up for good stays so. Null where
   * there is no waiting for it: this draw alone was too large for the limit, and the next may not be.
   */
  private afterLimit(row: number, timeMs: number): Reply | Later | null {
    const { limits } = this.ground.engine.stores;
    if (limits.isUsedUp(this.index, row)) return OVER;
    const coolMs = limits.coolsUntilMs(this.index, row);
    if (coolMs > timeMs) return { laterMs: coolMs };
    const byAmount = limits.allowAnother(this.index, row);
    if (byAmount && !limits.hasGiven(this.index, row)) return this.campaign.draw.per === "attempt" ? null : OVER;
    return this.campaign.limits.some(({ every }) => every !== null) ? { laterMs: this.nextDayMs(timeMs) } : OVER;
  }

  /** Another day helps where day or month have less left than they will have, and the total has more. */
  private afterBudget(timeMs: number): Reply | Later {
    const { budgets } = this.ground.engine.stores;
    const { totalLeft, perDay, perMonth } = budgets.of(this.index);
    const fresh = Math.min(totalLeft, perDay, perMonth);
    return budgets.leftMinor(this.index) < fresh ? { laterMs: this.nextDayMs(timeMs) } : OVER;
  }

  private nextDayMs(timeMs: number): number {
    const { zone } = this.ground;
    const nextMs = zone.startOfDay(zone.dayOf(timeMs) + 1);
    return nextMs > timeMs ? nextMs : timeMs + DAY_MS;
  }
}
