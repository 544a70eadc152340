/** What a campaign knows that a row's offer depends on: its budget, its limits for the row's cells, the user's past, its free orders. */
import type { Campaign, Limit } from "../campaigns/campaign.js";
import type { BoundView, PauseView } from "../engine/limits.js";
import type { CampaignView, EligibilityView, LimitView } from "./explain-document.js";
import { cellAt, couponId, type Occasion } from "./occasion.js";

/** As it stands now. `row` is whose cells the limits count by; the clock stands at its moment, or later. */
export function viewCampaign(occasion: Occasion, index: number, row: number): CampaignView {
  const { set, replay } = occasion;
  const { freeOrders } = replay.engine.stores;
  const orders = freeOrders.view(index);
  return {
    budget: budgetOf(occasion, index),
    limits: limitsOf(occasion, set.campaigns[index], index, row),
    eligibility: eligibilityOf(occasion, index, row),
    coupons: set.campaigns[index].coupon === null ? null : couponsOf(occasion, index, row),
    free_orders:
      orders === null
        ? null
        : { every: orders.every, numbered: orders.number, redeemed: orders.redeemed, due: orders.due },
  };
}

function budgetOf({ set, replay }: Occasion, index: number): CampaignView["budget"] {
  if (set.campaigns[index].budget === null) return null;
  const { budgets } = replay.engine.stores;
  const { totalLeft, dayLeft, monthLeft } = budgets.potOf(index);
  const known = (minor: number) => (Number.isFinite(minor) ? minor : null);
  return {
    total_left_minor: known(totalLeft),
    day_left_minor: known(dayLeft),
    month_left_minor: known(monthLeft),
    left_minor: budgets.leftMinor(index),
    on_short: budgets.of(index).onShort,
  };
}

function limitsOf(occasion: Occasion, { limits }: Campaign, index: number, row: number): LimitView[] {
  const stores = occasion.replay.engine.stores;
  const bounds = stores.limits.boundsAt(index, row);
  const pauses = stores.limits.pausesAt(index, row);
  return limits.map((limit, i) => {
    const own = bounds.filter((bound) => bound.limit === limit);
    const applies = [...own.map(({ used }) => used), ...pausesOf(pauses, limit)].every((value) => value !== null);
    const [pause] = pauses.filter((other) => other.limit === limit);
    const countOf = (counted: BoundView["counted"]) => own.find((bound) => bound.counted === counted);
    const counts = (bound: BoundView | undefined) =>
      bound === undefined ? null : { used: bound.used ?? 0, most: bound.most };
    const amounts = countOf("amounts");
    return {
      line: i + 1,
      per: [...limit.per],
      key: applies ? limit.per.map((name) => cellAt(occasion.columns, name, row)) : null,
      every: limit.every,
      max: counts(countOf("uses")),
      max_amount: amounts === undefined ? null : { used_minor: amounts.used ?? 0, most_minor: amounts.most },
      max_attempts: counts(countOf("attempts")),
      cooldown: pause === undefined ? null : cooldownOf(occasion, pause.endsMs),
    };
  });
}

function pausesOf(pauses: readonly PauseView[], limit: Limit): (number | null)[] {
  return pauses.filter((pause) => pause.limit === limit).map(({ endsMs }) => endsMs);
}

function cooldownOf({ set, replay }: Occasion, endsMs: number | null): LimitView["cooldown"] {
  const over = endsMs === null || replay.engine.stores.clock.timeMs >= endsMs;
  return { until: over ? null : set.zone.format(endsMs), over };
}

function eligibilityOf({ replay }: Occasion, index: number, row: number): EligibilityView[] {
  const { history, clock } = replay.engine.stores;
  return history.foundAt(index, row, clock.day).map(({ test, passes, found }) => ({
    kind: test.kind,
    condition: test.sentence,
    holds: passes,
    value: found.value,
    found: found.words,
  }));
}

function couponsOf(occasion: Occasion, index: number, row: number): NonNullable<CampaignView["coupons"]> {
  const { columns, replay } = occasion;
  const { coupons: table, userId } = columns;
  const user = userId.codes[row];
  const held: NonNullable<CampaignView["coupons"]> = [];
  for (let coupon = 0; table !== null && user !== 0 && coupon < table.length; coupon++) {
    if (table.user[coupon] !== user || replay.engine.stores.coupons.campaignOf(coupon) !== index) continue;
    held.push({ id: table.ids.text(coupon + 1), fault: replay.engine.stores.coupons.faultOf(coupon, row) });
  }
  const { coupons } = replay.engine.stores;
  for (const granted of user === 0 ? [] : coupons.granted.heldBy(index, user)) {
    const coupon = coupons.firstGranted + granted;
    const amountMinor = coupons.amountOf(coupon);
    held.push({
      id: couponId(occasion, coupon) ?? "",
      fault: coupons.faultOf(coupon, row),
      ...(Number.isFinite(amountMinor) ? { amount_minor: amountMinor } : {}),
    });
  }
  return held;
}
