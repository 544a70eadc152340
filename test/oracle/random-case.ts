/** A seeded random case of the oracle: campaigns, log, history, tables and options that make rules collide. */
import type { Case, CaseFile, CaseOptions, Dress } from "./case.js";
import { naiveReplay } from "./naive-replay.js";
import { randomCampaign } from "./random-campaign.js";
import { randomLog } from "./random-log.js";
import { createSource } from "./random-source.js";
import { addStacking, type Features } from "./random-stacking.js";
import { amountText, createWorld, DAY_MS, merchantsTable, usersTable, type World } from "./random-world.js";

/** Coupons are left out where what is tested takes none. */
const ALL: Features = { combinations: true, coupons: true };

export function randomCase(seed: number, features = ALL): Case {
  const random = createSource(seed);
  const world = createWorld(random);
  const campaigns = Array.from({ length: random.int(3, 6) }, (_, i) => randomCampaign(world, i + 1));
  const choice = random.pick(["priority", "priority", "best"] as const);
  const head = { currency: world.currency, timezone: world.zone, choice };
  const cut = random.chance(0.2) ? random.int(1, campaigns.length - 1) : campaigns.length;
  const files: CaseFile[] = [{ ...head, campaigns: campaigns.slice(0, cut) }];
  if (cut < campaigns.length) files.push({ timezone: world.zone, campaigns: campaigns.slice(cut) });

  const ids = campaigns.map((campaign) => campaign.id);
  const log = randomLog(world, {
    prefix: "T",
    rows: random.int(20, 120),
    firstMoment: world.start,
    days: world.days,
    refunds: world.theme === "refunds" ? 0.5 : random.pick([0.1, 0.25, 0.4]),
    bad: random.pick([0, 0.04, 0.1]),
    points: true,
    unsorted: random.chance(0.4),
    campaigns: ids,
  });
  const result: Case = {
    name: `seed ${seed}`,
    files,
    log,
    users: usersTable(world),
    merchants: merchantsTable(world),
    options: randomOptions(world),
    dress: randomDress(world, JSON.stringify(files)),
  };
  // A source of its own leaves the other cases as they were.
  const more = createSource(seed + 0.5);
  if (more.chance(0.5)) addStacking({ ...world, random: more }, result, features);
  if (random.chance(0.15)) dropColumns(world, result);
  if (random.chance(world.theme === "eligibility" ? 0.8 : 0.4)) addHistory(world, result);
  if (random.chance(0.6)) refundRedemptions(world, result);
  return result;
}

function addHistory(world: World, input: Case): void {
  const { random } = world;
  const wild = random.chance(0.3);
  const history = randomLog(world, {
    prefix: "H",
    rows: random.int(1, 25),
    firstMoment: world.start - random.int(0, 3) * DAY_MS,
    days: 4,
    refunds: wild ? 0.3 : 0,
    bad: wild ? 0.1 : 0,
    points: wild,
    unsorted: random.chance(0.3),
    campaigns: [],
  });
  for (const row of history.rows) {
    // Of the same moment, history comes first.
    const twin = random.pick(input.log.rows);
    if (!Array.isArray(row) && !Array.isArray(twin) && random.chance(0.15)) row.timestamp = twin.timestamp;
  }
  input.history = history;
  if (random.chance(0.7)) refundHistory(world, input);
}

/** Adds refunds of payments that had a discount, soon after them, so that what they restore is wanted again. */
function refundRedemptions(world: World, input: Case): void {
  const { random } = world;
  const { redemptions, payments } = naiveReplay(input).state;
  for (const redemption of redemptions) {
    if (!random.chance(0.35)) continue;
    const price = redemption.event.amount;
    const later = payments.filter((payment) => payment.event.t >= redemption.event.t).slice(0, 5);
    const part = random.pick([price, price, price / 2n, price / 3n, price - 1n]);
    input.log.rows.push({
      transaction_id: `R${input.log.rows.length}`,
      timestamp: String(random.pick(later).event.t),
      type: "refund",
      refund_of: redemption.event.id,
      user_id: random.pick([redemption.event.user, "U9"]),
      amount: amountText(part > 0n ? part : 1n, world.exponent),
    });
  }
}

/** Leaves columns out that no campaign names, or any that the log can be without where missing columns are allowed. */
function dropColumns(world: World, input: Case): void {
  const { random } = world;
  const text = JSON.stringify(input.files);
  if (random.chance(0.4)) input.options.allowMissingColumns = true;
  const free = input.log.columns.filter((column) => {
    if (["timestamp", "user_id", "amount"].includes(column)) return false;
    if (input.options.allowMissingColumns) return true;
    if (column === "points" && text.includes('"mode":"points"')) return false;
    if (column === "merchant_id" && text.includes("by_merchant")) return false;
    return !text.includes(column);
  });
  const dropped = random.some(free, random.int(1, 4));
  input.log.columns = input.log.columns.filter((column) => !dropped.includes(column));
  if (dropped.includes("merchant_id")) delete input.dress?.map?.merchant_id;
}

function randomDress(world: World, campaigns: string): Dress {
  const { random } = world;
  const dress: Dress = {};
  if (random.chance(0.3)) dress.delimiter = random.pick([";", "\t", "|"]);
  if (random.chance(0.2)) dress.newline = "\r\n";
  if (random.chance(0.2)) dress.byteOrderMark = true;
  if (random.chance(0.2)) dress.gzip = true;
  if (random.chance(0.1)) dress.quoted = true;
  // A matcher on an amount compares the text of the cell, so the comma would change what the case says.
  const plain = /"(amount|balance)":(\{"m|\[|")/.test(campaigns);
  if (random.chance(0.15) && !plain) dress.decimalComma = true;
  if (random.chance(0.2)) dress.map = { amount: "Betrag, brutto", user_id: "who", merchant_id: "商户" };
  if (random.chance(0.1)) dress.mapRisk = { LOW: "pass", "3": "reject" };
  if (random.chance(0.5)) dress.piece = random.pick([1, 7, 64, 1000]);
  return dress;
}

function refundHistory(world: World, input: Case): void {
  const { random } = world;
  const source = random.pick(input.history?.rows ?? []);
  if (source === undefined || Array.isArray(source)) return;
  input.log.rows.push({
    transaction_id: "RH1",
    timestamp: `${world.day(random.int(0, world.days))} 13:00:00`,
    type: "refund",
    refund_of: source.transaction_id,
    user_id: "U1",
    amount: source.amount,
  });
}

function randomOptions(world: World): CaseOptions {
  const { random } = world;
  const options: CaseOptions = {};
  if (random.chance(0.7))
    options.seed = random.pick(["1", "a", "aa", "š", "种子🎲", 'say "hi"', "promosim", "x".repeat(300)]);
  if (random.chance(0.5)) options.negative = random.pick(["reject", "refund", "refund", "skip"]);
  if (random.chance(0.5)) options.anonymous = random.pick(["replay", "replay", "reject"]);
  if (random.chance(0.3)) options.onMismatch = random.pick(["decline", "decline", "server"]);
  if (random.chance(0.1)) options.from = world.day(random.int(1, 2));
  if (random.chance(0.1)) options.to = world.day(random.int(3, Math.max(3, world.days)));
  return options;
}
