/** An exposure in words for those who decide on a campaign: what an attacker does, what it gets, and what the settings do about it. */
import type { AttackFigures } from "../attack/attack-figures.js";
import type { Proof } from "../attack/exact/pooled-orders.js";
import type { Exposure } from "../attack/exposure.js";
import type { Budget, Campaign } from "../campaigns/campaign.js";
import { count, money } from "../report/layout/figures.js";

/** "from 8.00, 25 attempts a success"; what it takes to get what the attacker gets. */
export function whatItTakes({ exact }: Exposure, exponent: number): string {
  if (exact.attacks === null) return "no closed form";
  if (!exact.attacks) return "does not pay";
  const { acceptFromMinor, thresholdsMinor, attemptsPerSuccess } = exact;
  const parts = [
    acceptFromMinor !== null ? `accepts from ${exactMoney(acceptFromMinor, exponent)}` : "",
    thresholdsMinor !== null ? `accepts from ${exactMoney(thresholdsMinor[0], exponent)}, less at the end` : "",
    attemptsPerSuccess === null
      ? ""
      : `${number(attemptsPerSuccess)} ${attemptsPerSuccess === 1 ? "attempt" : "attempts"} a success`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** One attacker against the campaign, as a sentence or two. */
export function describeAttack(exposure: Exposure, exponent: number): string {
  const { exact, inherent, situation } = exposure;
  const at = `at ${money(situation.priceMinor, exponent)}`;
  if (exact.attacks === null) return `${at}: no closed form is known.`;
  const without =
    inherent.excessLossMinor === null || inherent.excessLossMinor <= (exact.excessLossMinor ?? 0)
      ? ""
      : ` Without the settings of this campaign the excess would be ${exactMoney(inherent.excessLossMinor, exponent)}.`;
  if (!exact.attacks) return `${at}: it does not pay.${without}`;
  return `${at}: ${whatItTakes(exposure, exponent)}.${eachTime(exact, exponent)}${inAll(exact, exponent)}${without}${raceInWords(exposure)}`;
}

function eachTime({ meanSettledMinor, meanDrawMinor, amplification }: AttackFigures, exponent: number): string {
  if (meanSettledMinor === null) return "";
  const gets = ` It gets ${exactMoney(meanSettledMinor, exponent)} a time`;
  if (meanDrawMinor === null) return `${gets}.`;
  if (Math.abs(meanSettledMinor - meanDrawMinor) < 1e-6) return `${gets}, as honest customers do.`;
  const times = amplification === null ? "" : ` (${amplification.toFixed(2)} times)`;
  return `${gets} where an honest customer gets ${exactMoney(meanDrawMinor, exponent)}${times}.`;
}

function inAll({ abuseSpendMinor, excessLossMinor }: AttackFigures, exponent: number): string {
  if (abuseSpendMinor === null) return " Nothing bounds what it gets in all.";
  const excess = Math.round(excessLossMinor ?? 0);
  const more = excess > 0 ? `, ${exactMoney(excess, exponent)} more than as many honest draws` : "";
  return ` In all it gets ${exactMoney(abuseSpendMinor, exponent)}${more}.`;
}

function raceInWords({ race }: Exposure): string {
  if (race === null || race.days === null || race.daysWithoutAttack === null || race.capture === null) return "";
  const days = (of: number) => (of < 100 ? of.toFixed(1) : count(Math.round(of)));
  const captured = (race.capture * 100).toFixed(1);
  return ` The budget lasts ${days(race.days)} days instead of ${days(race.daysWithoutAttack)}, and ${captured}% of it goes to the attacker.`;
}

/** Whether cutting and pooling orders gains. */
export function describeProof({ cutGains, poolGains }: Proof, exponent: number): string {
  const pair = ([a, b]: readonly [number, number]) => [
    exactMoney(a, exponent),
    exactMoney(b, exponent),
    exactMoney(a + b, exponent),
  ];
  const says: string[] = [];
  if (cutGains !== null) {
    const [a, b, both] = pair(cutGains);
    says.push(`Orders of ${a} and ${b} get more than one of ${both}, so cutting a basket pays.`);
  }
  if (poolGains !== null) {
    const [a, b, both] = pair(poolGains);
    says.push(`One order of ${both} gets more than orders of ${a} and ${b}, so pooling baskets pays.`);
  }
  return says.join(" ");
}

/** What the settings of a campaign do and do not stop. */
export function describeDefences(campaign: Campaign): readonly string[] {
  const { discount, draw, reveal, limits, refunds, budget } = campaign;
  const says: string[] = [];
  if (discount.rule.freeOrders !== undefined) {
    says.push(
      "Orders are free by their number: asking again uses numbers up. Who knows the numbers or is first gets them; orders picked by lot, a max_price and a limit per person blunt that.",
    );
  } else if (discount.rule.law === undefined) {
    says.push("Nothing is drawn, so asking again gains nothing. Many accounts get the discount many times.");
  } else {
    says.push(DRAWS[draw.per]);
    if (reveal === "after_payment") says.push(HIDDEN);
    if (draw.per === "redemption")
      says.push(refunds.discount === "prorate" && refunds.restoreLimits ? CYCLES_FREE : CYCLES);
  }
  const attempts = limits.some(({ maxAttempts }) => maxAttempts !== null);
  const uses = limits.some(({ max, maxAmountMinor }) => max !== null || maxAmountMinor !== null);
  if (discount.rule.law === undefined) return [...says, ...unbounded(budget)];
  if (attempts) says.push("The limit on attempts bounds how long one account can search; further accounts begin anew.");
  else if (limits.some(({ cooldownMs }) => cooldownMs !== null))
    says.push(
      "The cool-down makes searching slow, and ends it only where the window does; further accounts search beside it.",
    );
  else if (uses)
    says.push("A limit on redemptions alone bounds how often an account settles, and makes attackers choosier.");
  return [...says, ...unbounded(budget)];
}

function unbounded(budget: Budget | null): readonly string[] {
  return budget === null ? ["There is no budget: nothing bounds the loss."] : [];
}

const DRAWS = {
  attempt: "A new draw at every attempt invites probing: whoever asks again may get more.",
  redemption:
    "A draw stays until it is settled, so asking again shows the same amount; only further accounts bring further draws.",
  user: "A draw is for good: neither asking again nor a refund changes it; only further accounts bring further draws.",
};

const HIDDEN =
  "The amount is shown after payment: that stops quote probing only. A balance below the price still tells good from bad, and so does paying and refunding.";
const CYCLES =
  "Paying and refunding moves on to the next draw, as often as the limits on redemptions allow: refunds do not give those back.";
const CYCLES_FREE =
  "Paying and refunding moves on to the next draw, and a refund gives the limits back: no limit on redemptions stops it.";

/** Whole minor units as they are, fractions rounded to the nearest. */
export function exactMoney(minor: number, exponent: number): string {
  return money(Math.round(minor), exponent);
}

/** At most one decimal. */
function number(value: number): string {
  const tenths = Math.round(value * 10);
  return tenths % 10 === 0 ? count(tenths / 10) : `${count(Math.floor(tenths / 10))}.${tenths % 10}`;
}
