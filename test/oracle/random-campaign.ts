/** Random campaigns that collide: shared thresholds, tight budgets and limits, equal priorities. */
import type { Campaign, Discount, Eligibility, Funding, Limit, Matchers } from "./case.js";
import { opensEver } from "./naive-free-orders.js";
import { LARGEST_AMOUNT } from "./naive-money.js";
import { randomDiscount } from "./random-discount.js";
import { randomWhen } from "./random-when.js";
import {
  amountText,
  BINS,
  CHANNELS,
  CITIES,
  LEVELS,
  MERCHANTS,
  THRESHOLDS,
  type World,
  wholeText,
} from "./random-world.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export function randomCampaign(world: World, index: number): Campaign {
  const { random } = world;
  const campaign: Campaign = { id: world.idOf(index), name: `Campaign ${index}`, discount: randomDiscount(world) };
  // A theme keeps most other filters away, so that its own rules see many rows.
  const often = world.theme === "all" ? 1 : 0.2;
  const inTheme = (theme: World["theme"], usual: number): number => (world.theme === theme ? 0.9 : usual);
  if (random.chance(0.03 * often)) campaign.status = "paused";
  if (random.chance(0.3 * often)) campaign.window = randomWindow(world);
  if (random.chance(0.25 * often)) campaign.scope = randomScope(world);
  if (random.chance(0.2 * often)) campaign.payment = randomPayment(world);
  if (random.chance(0.15 * often)) campaign.audience = randomAudience(world);
  if (random.chance(0.15 * often)) campaign.when = randomWhen(random);
  if (random.chance(inTheme("eligibility", 0.25 * often))) campaign.eligibility = lines(world, 2, randomEligibility);
  if (random.chance(inTheme("budgets", 0.45 * often))) campaign.budget = randomBudget(world);
  if (random.chance(inTheme("limits", 0.45 * often))) campaign.limits = lines(world, 3, randomLimit);
  if (random.chance(inTheme("hidden", 0.1))) campaign.reveal = random.pick(["before_payment", "after_payment"]);
  if (random.chance(0.2)) campaign.given_as = random.pick(["instant", "cashback", "cashback"]);
  if (campaign.given_as === "cashback" && random.chance(0.3)) campaign.cashback_delay = "2d";
  if (random.chance(0.6)) campaign.funding = randomFunding(world);
  if (random.chance(0.6)) campaign.priority = world.theme === "hidden" ? 1 : random.int(1, 3);
  if (random.chance(0.4)) campaign.rounding = random.pick(["half_up", "half_even", "down", "up"]);
  if (random.chance(inTheme("refunds", 0.6))) {
    campaign.refunds = {};
    if (random.chance(0.4)) campaign.refunds.discount = random.pick(["prorate", "prorate", "forfeit"]);
    if (random.chance(0.4)) campaign.refunds.restore_budget = random.chance(0.4);
    if (random.chance(0.7)) campaign.refunds.restore_limits = random.chance(0.85);
  }
  if (drawsAnything(campaign.discount) && random.chance(0.7)) campaign.draw = randomDraw(world);
  if (campaign.discount.pick === "random_times") {
    campaign.window = windowForTimes(world);
    while (!opensEver(campaign, world.zone)) campaign.window = windowForTimes(world);
  }
  return campaign;
}

function drawsAnything(discount: Discount): boolean {
  return (
    /^(random|lucky)_/.test(discount.mode) || [discount.prize, discount.otherwise].some((d) => d && drawsAnything(d))
  );
}

function randomDraw({ random }: World): NonNullable<Campaign["draw"]> {
  const draw: NonNullable<Campaign["draw"]> = {};
  if (random.chance(0.8)) draw.per = random.pick(["redemption", "redemption", "attempt", "user"]);
  const columns = ["user_id", "device_id", "device_id", "card_id", "merchant_id", "user.level", "merchant.category"];
  if (random.chance(0.5)) draw.identity = random.pick(columns);
  return draw;
}

/** A window with both ends, as random moments need. */
function windowForTimes(world: World): NonNullable<Campaign["window"]> {
  const { random, days } = world;
  const start = world.day(random.int(-1, 1)) + random.pick(["", "", "T02:30:00", "T13:05:00"]);
  return { ...randomWindow(world), start, end: world.day(random.int(2, days + 1)) + random.pick(["", "T01:30:00"]) };
}

function lines<T>(world: World, most: number, make: (world: World) => T): T[] {
  return Array.from({ length: world.random.int(1, most) }, () => make(world));
}

function randomWindow(world: World): NonNullable<Campaign["window"]> {
  const { random, days } = world;
  const window: NonNullable<Campaign["window"]> = {};
  const clock = random.pick(["", "T02:30:00", "T01:30:00", "T00:00:00", "T12:00"]);
  if (random.chance(0.5)) window.start = `${world.day(random.int(-1, 1))}${clock}`;
  if (random.chance(0.5)) window.end = `${world.day(random.int(2, days + 1))}${random.pick([clock, ""])}`;
  if (random.chance(0.3)) window.days = random.some(DAYS, random.int(2, 6));
  if (random.chance(0.4)) {
    const spans = [
      "00:00-12:00",
      "10:00-14:00",
      "22:00-02:00",
      "12:00-24:00",
      "23:30-01:30",
      "01:00-03:00",
      "20:00-19:00",
    ];
    window.hours = random.some(spans, random.int(1, 2));
  }
  if (Object.keys(window).length === 0) window.hours = ["06:00-24:00"];
  return window;
}

function randomScope({ random }: World): Matchers {
  return random.pick<Matchers>([
    { city: random.some(CITIES, 2) },
    { merchant_id: random.pick(MERCHANTS) },
    { merchant_id: { prefix: "M0" } },
    { not: { merchant_id: random.some(MERCHANTS, 1) } },
    { not: { merchant_id: random.pick(MERCHANTS), city: random.pick(CITIES) } },
    { channel: random.some(CHANNELS, 2), not: { city: random.pick(CITIES) } },
    { amount: { min: "20", max: "100.5" } },
    { "merchant.category": "food" },
  ]);
}

function randomPayment({ random }: World): Matchers {
  return random.pick<Matchers>([
    { card_type: "credit" },
    { card_bin: { prefix: ["622588", "6214"] } },
    { card_bin: random.pick(BINS) },
    { card_bin: random.some(BINS, 3) },
    { not: { card_type: "credit" } },
    { balance: { min: "50.00" } },
  ]);
}

function randomAudience({ random }: World): Matchers {
  return random.pick<Matchers>([
    { "user.level": random.some(LEVELS, 2) },
    { "user.age": { min: "30" } },
    { "user.age": { min: "18.0", max: "30.00" } },
    { "user.gender": "F", not: { "user.level": "silver" } },
    { not: { "user.age": { max: "29" } } },
  ]);
}

function randomEligibility(world: World): Eligibility {
  const { random } = world;
  const within = random.pick([{}, { within: "1d" }, { within: "36h" }, { within: "30m" }, { within: "7d" }]);
  return random.pick<() => Eligibility>([
    () => ({ first_payment: true }),
    () => ({ first_payment: { per: "card_id" } }),
    () => ({ streak: { days: random.int(1, 3) } }),
    () => ({ streak: { days: random.int(1, 2), minimum_amount: wholeText(world, random.pick(THRESHOLDS)) } }),
    () => ({ spent: { at_least: wholeText(world, random.pick(THRESHOLDS)), ...within } }),
    () => ({ count: { at_least: random.int(1, 3), ...within } }),
    () => ({ count: { at_most: random.int(0, 4), ...within } }),
    () => ({ count: { at_least: 1, at_most: random.int(1, 5), ...within } }),
  ])();
}

function randomBudget(world: World): NonNullable<Campaign["budget"]> {
  const { random } = world;
  const budget: NonNullable<Campaign["budget"]> = {};
  if (random.chance(0.7)) budget.total = wholeText(world, random.int(3, 80));
  if (random.chance(0.35)) budget.per_day = wholeText(world, random.int(2, 25));
  if (random.chance(0.2) || Object.keys(budget).length === 0) budget.per_month = wholeText(world, random.int(5, 50));
  if (world.huge && random.chance(0.7)) budget.total = amountText(LARGEST_AMOUNT, world.exponent);
  if (random.chance(0.75)) budget.on_short = random.pick(["reject", "partial", "overshoot_once"]);
  return budget;
}

function randomLimit(world: World): Limit {
  const { random } = world;
  const limit: Limit = {};
  const kind = random.int(1, 7);
  if (kind <= 2 || kind >= 6) limit.max = random.int(1, 5);
  if (kind === 3 || kind === 4 || kind === 6) limit.max_amount = wholeText(world, random.int(3, 20));
  if (kind === 5) limit.max_attempts = random.int(1, 6);
  const per = [
    "user_id",
    "user_id",
    "user_id",
    "card_id",
    "device_id",
    "merchant_id",
    "user.level",
    "merchant.category",
  ];
  if (random.chance(0.6)) limit.per = random.chance(0.7) ? random.pick(per) : random.some(per, 2);
  if (random.chance(0.5)) limit.every = random.pick(["day", "week", "month"]);
  return limit;
}

function randomFunding({ random }: World): Funding {
  const splits = [
    ["100%"],
    ["70%", "30%"],
    ["50%", "50%"],
    ["33.3%", "33.3%", "33.4%"],
    ["12.5%", "87.5%"],
    ["40.00%", "30%", "30%"],
  ];
  const shares = (): Record<string, string> => {
    const split = random.pick(splits);
    const sponsors = random.some(["bank", "merchant", "platform", "brand-x"], split.length);
    return Object.fromEntries(sponsors.map((sponsor, i) => [sponsor, split[i]]));
  };
  const funding: Funding = shares();
  if (random.chance(0.25)) {
    funding.by_merchant = Object.fromEntries(random.some(MERCHANTS, random.int(1, 2)).map((m) => [m, shares()]));
  }
  return funding;
}
