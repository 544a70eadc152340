/** Lines of `limits` with what is used of them: "user_id u1 has used 1 of 1 per day". */
import type { Comparison, LimitView } from "./explain-document.js";
import { moneyOf, type Occasion } from "./occasion.js";

/** The tests that need no amount: `max`, `max_attempts`, `cooldown`. */
export function countLimits(limits: readonly LimitView[]): Comparison[] {
  return limits.flatMap((limit) => {
    const { max, max_attempts: attempts, cooldown } = limit;
    const found: Comparison[] = [];
    const whose = whoseOf(limit);
    if (limit.key === null) return max === null && attempts === null && cooldown === null ? [] : [notApplied(limit)];
    if (max !== null) {
      found.push({ holds: max.used < max.most, words: `${whose} has used ${max.used} of ${max.most}${lately(limit)}` });
    }
    if (attempts !== null) {
      const words = `${whose} has had ${attempts.used} of ${attempts.most} offers${lately(limit)}`;
      found.push({ holds: attempts.used < attempts.most, words });
    }
    if (cooldown !== null) {
      const words = cooldown.until === null ? "is not cooling down" : `cools down until ${cooldown.until}`;
      found.push({ holds: cooldown.over, words: `${whose} ${words}` });
    }
    return found;
  });
}

/** `max_amount`, for a discount after caps. */
export function amountLimits(occasion: Occasion, limits: readonly LimitView[], cappedMinor: number): Comparison[] {
  const money = (minor: number) => moneyOf(occasion, minor);
  return limits.flatMap((limit): Comparison[] => {
    const { max_amount: amount, max, max_attempts: attempts, cooldown } = limit;
    if (amount === null) return [];
    if (limit.key === null) return max === null && attempts === null && cooldown === null ? [notApplied(limit)] : [];
    const { used_minor: usedMinor, most_minor: mostMinor } = amount;
    const words = `${whoseOf(limit)} has been given ${money(usedMinor)} of ${money(mostMinor)}${lately(limit)}, ${money(cappedMinor)} needed`;
    return [{ holds: cappedMinor <= mostMinor - usedMinor, words }];
  });
}

/** "user_id u1", or "the campaign". */
function whoseOf({ per, key }: LimitView): string {
  if (per.length === 0 || key === null) return "the campaign";
  return per.map((name, i) => `${name} ${key[i]}`).join(" and ");
}

function lately({ every }: LimitView): string {
  return every === null ? "" : ` per ${every}`;
}

function notApplied({ per }: LimitView): Comparison {
  return { holds: true, words: `does not apply: a cell of ${per.join(", ")} is empty` };
}
