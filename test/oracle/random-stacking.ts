/** Makes a random case one of several discounts in a payment: groups and bases that collide, coupons, rows that name campaigns and coupons. */
import type { Campaign, Case, Row, Table } from "./case.js";
import { simpleDiscount } from "./random-simple.js";
import type { Source } from "./random-source.js";
import { amountText, USERS, type World, wholeText } from "./random-world.js";

/** What the cases may hold; for a tool that lacks some of it. */
export interface Features {
  combinations: boolean;
  coupons: boolean;
}

/** Changes the case in place; `world` has a source of its own, so that the case is else what it was. */
export function addStacking(world: World, input: Case, features: Features): void {
  const { random } = world;
  const [file] = input.files;
  const more = random.chance(0.3) ? random.int(1, 4) : 0;
  for (let i = 0; i < more; i++) {
    const id = world.idOf(11 + i);
    const campaign: Campaign = { id, name: `More ${i}`, discount: simpleDiscount(world) };
    if (random.chance(0.2)) campaign.given_as = "cashback";
    file.campaigns.push(campaign);
  }
  const campaigns = input.files.flatMap((f) => f.campaigns);
  if (features.combinations) {
    file.choice = random.pick(["priority", "best"]);
    for (const campaign of campaigns) meetOthers(world, campaign, campaigns);
  }
  if (features.coupons) addCoupons(world, input, campaigns);
}

/** Fewer filters, for offers that never meet cannot be combined; caps and budgets that bind where several discounts are taken. */
function meetOthers(world: World, campaign: Campaign, campaigns: Campaign[]): void {
  const { random } = world;
  for (const key of ["scope", "payment", "audience", "when", "eligibility"] as const) {
    if (random.chance(0.8)) delete campaign[key];
  }
  if (campaign.discount.pick !== "random_times" && random.chance(0.8)) delete campaign.window;
  if (random.chance(0.85)) {
    campaign.stacking = { combine: true };
    if (random.chance(0.45)) campaign.stacking.base = random.pick(["price", "price", "remaining"]);
  } else if (random.chance(0.5)) campaign.stacking = random.pick([{}, { combine: false }]);
  const groups = ["cashier", "member", "shop", random.pick(campaigns).id];
  if (campaign.stacking !== undefined && random.chance(0.5)) campaign.stacking.group = random.pick(groups);
  const { discount } = campaign;
  const cent = amountText(1n, world.exponent);
  if (random.chance(0.3))
    discount.min_payable = random.pick([cent, ...[5, 10, 20, 40].map((n) => wholeText(world, n))]);
  if (random.chance(0.15)) discount.max_discount = wholeText(world, random.int(1, 30));
  if (random.chance(0.25)) {
    campaign.budget = { total: wholeText(world, random.int(5, 120)) };
    if (random.chance(0.3)) campaign.budget.per_day = wholeText(world, random.int(5, 40));
    campaign.budget.on_short = random.pick(["reject", "partial", "partial", "overshoot_once"]);
  }
}

function addCoupons(world: World, input: Case, campaigns: Campaign[]): void {
  const { random } = world;
  const uses = ["expires_first", "expires_last"] as const;
  for (const campaign of campaigns) {
    if (!random.chance(0.35)) continue;
    campaign.coupon = random.pick<NonNullable<Campaign["coupon"]>>(["required", { required: true }, { required: true, use: random.pick(uses) }]); // biome-ignore format: one choice
  }
  const coupons = couponsTable(world, campaigns);
  const ids = campaigns.map((campaign) => campaign.id);
  for (const row of input.log.rows) {
    if (Array.isArray(row) || row.type === "refund" || !random.chance(0.3)) continue;
    row.offer = random.chance(0.7) ? anyCoupon(random, coupons, row) : random.pick([...ids, "-", "K0", ""]);
  }
  if (random.chance(0.05)) input.options.allowMissingColumns = true;
  else input.coupons = coupons;
}

/** Mostly one of the payer's own, perhaps spent or expired; else anybody's. */
function anyCoupon(random: Source, coupons: Table, row: Record<string, string>): string {
  const all = coupons.rows.flatMap((coupon) => (Array.isArray(coupon) ? [] : [coupon]));
  const own = all.filter((coupon) => coupon.user_id === row.user_id);
  const coupon = random.pick(own.length > 0 && random.chance(0.8) ? own : all);
  return coupon?.coupon_id ?? "";
}

function couponsTable(world: World, campaigns: Campaign[]): Table {
  const { random, days } = world;
  const wanted = campaigns.filter((campaign) => campaign.coupon !== undefined);
  const bound = (from: number, to: number): string =>
    world.day(random.int(from, to)) + random.pick(["", "", "T12:00:00", " 02:30:00", "T08:00:00Z"]);
  const rows: Row[] = [];
  for (let i = random.int(5, 40); i > 0; i--) {
    const row: Record<string, string> = {
      coupon_id: `K${rows.length + 1}`,
      user_id: random.chance(0.95) ? random.pick(USERS) : "U9",
      campaign_id: random.pick(wanted.length > 0 && random.chance(0.9) ? wanted : campaigns).id,
      valid_from: random.chance(0.5) ? "" : bound(-2, days),
      valid_until: random.chance(0.35) ? "" : bound(0, days + 1),
    };
    if (random.chance(0.03)) row.campaign_id = "no-such-campaign";
    rows.push(row);
    if (random.chance(0.06)) rows.push(spoilt(world, row));
  }
  const columns = ["coupon_id", "user_id", "campaign_id", "valid_from", "valid_until"];
  return { columns: random.chance(0.3) ? [columns[0], ...random.some(columns.slice(1), 4)] : columns, rows };
}

function spoilt({ random }: World, row: Record<string, string>): Row {
  const other = { ...row, coupon_id: `${row.coupon_id}x` };
  return random.pick<() => Row>([
    () => ({ ...row, user_id: random.pick(USERS) }),
    () => ({ ...other, valid_from: "soon" }),
    () => ({ ...other, valid_until: "2026-02-30" }),
    () => ({ ...other, user_id: "" }),
    () => ({ ...other, campaign_id: "" }),
    () => ({ ...other, coupon_id: "" }),
    () => ["too", "few"],
  ])();
}
