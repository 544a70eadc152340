/** A seeded random case of the oracle: campaigns, log, history, tables and options that make rules collide. */
import type { Case, CaseFile, CaseOptions } from "./case.js";
import { randomCampaign } from "./random-campaign.js";
import { randomLog } from "./random-log.js";
import { createSource } from "./random-source.js";
import { createWorld, DAY_MS, merchantsTable, usersTable, type World } from "./random-world.js";

export function randomCase(seed: number): Case {
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
    refunds: random.pick([0.1, 0.25, 0.4]),
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
  };
  if (random.chance(0.4)) {
    result.history = randomLog(world, {
      prefix: "H",
      rows: random.int(1, 20),
      firstMoment: world.start - random.int(0, 3) * DAY_MS,
      days: 4,
      refunds: 0,
      bad: 0,
      points: false,
      unsorted: random.chance(0.3),
      campaigns: ids,
    });
    for (const row of result.history.rows) {
      // Numbers of rows are ids too: name every row, so that the two files never share an id.
      if (!Array.isArray(row) && row.transaction_id === "") row.transaction_id = `H${random.int(1000, 999999)}`;
    }
    if (random.chance(0.7)) refundHistory(world, result);
  }
  return result;
}

function refundHistory(world: World, input: Case): void {
  const { random } = world;
  const source = random.pick(input.history?.rows ?? []);
  if (source === undefined || Array.isArray(source)) return;
  input.log.rows.push({
    transaction_id: "RH1",
    timestamp: `${world.day(world.days)} 13:00:00`,
    type: "refund",
    refund_of: source.transaction_id,
    user_id: "U1",
    amount: source.amount,
  });
}

function randomOptions(world: World): CaseOptions {
  const { random } = world;
  const options: CaseOptions = {};
  if (random.chance(0.5)) options.negative = random.pick(["reject", "refund", "refund", "skip"]);
  if (random.chance(0.5)) options.anonymous = random.pick(["replay", "replay", "reject"]);
  if (random.chance(0.3)) options.onMismatch = random.pick(["decline", "decline", "server"]);
  if (random.chance(0.1)) options.from = world.day(random.int(1, 2));
  if (random.chance(0.1)) options.to = world.day(random.int(3, Math.max(3, world.days)));
  return options;
}
