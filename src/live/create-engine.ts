/** Makes an engine of campaigns, for a service that asks checkout by checkout. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { columnsNeeded } from "../campaigns/columns-needed.js";
import { runKey } from "../chance/keys.js";
import { InputError, type Problem } from "../domain/problem.js";
import { Engine } from "../engine/engine.js";
import type { OnMismatch } from "../engine/till.js";
import { readCampaigns } from "../simulation/read-inputs.js";
import type { CampaignInput } from "../simulation/request.js";
import { DEFAULT_SEED } from "../simulation/simulate-options.js";
import { type Coupon, couponTable } from "./coupon-table.js";
import type { Inventory } from "./inventory.js";
import { LiveColumns } from "./live-columns.js";
import { LiveDictionary } from "./live-dictionary.js";
import { LiveEngine } from "./live-engine.js";
import { LiveIdentities } from "./live-identities.js";
import { LiveStock } from "./live-stock.js";
import { Pools } from "./pools.js";
import { Answers } from "./results.js";

export interface EngineOptions {
  /** Any text: the same seed draws the same discounts. Default `promosim`. */
  readonly seed?: string;
  /** What to do where the front end's figure differs from ours. Default `server`. */
  readonly onMismatch?: OnMismatch;
  /** The stock that several engines share. Without one the engine's own counts are all that there is. */
  readonly inventory?: Inventory;
  /** That users hold. Without them nobody has one. */
  readonly coupons?: readonly Coupon[];
}

/**
 * An engine for one or many campaign files, each with its text.
 * @throws InputError with all problems of the files, and for `identities` and `grants`, which need all rows of a log
 * @throws CheckoutError for coupons with ids that are empty or come twice
 */
export function createEngine(campaigns: readonly CampaignInput[], options: EngineOptions = {}): LiveEngine {
  const set = readCampaigns(campaigns);
  refuse(set);
  const { seed = DEFAULT_SEED, onMismatch = "server", inventory } = options;
  const run = runKey(seed);
  const users = new LiveDictionary();
  const coupons = couponTable(options.coupons, set.zone, users);
  const columns = new LiveColumns(textColumns(set), coupons, {
    users: textsOf(users),
    merchants: set.campaigns.flatMap(({ funding }) => [...funding.byMerchant.keys()]),
    offers: [...set.campaigns.map(({ id }) => id), "-", ...(options.coupons ?? []).map(({ coupon_id }) => coupon_id)],
  });
  const identities = new LiveIdentities(columns, run);
  const engine = new Engine(set, columns, onMismatch, { identities, run, hiddenAversion: 0 });
  return new LiveEngine({
    set,
    columns,
    identities,
    engine,
    answers: new Answers(set, engine.funding.sponsors, coupons),
    stock: new LiveStock(set, engine, inventory === undefined ? null : new Pools(set, columns, engine, inventory)),
  });
}

/** Those of the log's columns that are always there have columns of their own. */
function textColumns(set: CampaignSet): string[] {
  const own = new Set(["user_id", "merchant_id"]);
  return [...columnsNeeded(set).keys()].filter((name) => !own.has(name));
}

function textsOf(dictionary: LiveDictionary): string[] {
  return Array.from({ length: dictionary.size - 1 }, (_, i) => dictionary.text(i + 1));
}

/** What looks at rows that have not come yet, or makes some up. */
function refuse({ identities, identitiesAt, campaigns }: CampaignSet): void {
  const problems: Problem[] = [...identitiesAt].map(([name, at]) => ({
    code: "not-yet-supported",
    severity: "error",
    message: `the identity "${name}" needs all rows of a log, and a checkout is one`,
    at,
    hint: "join the accounts before, and give the result as a column of its own",
  }));
  for (const { id, grants, at } of campaigns) {
    if (grants === null) continue;
    const message = `campaign "${id}" grants coupons, and who picks them up is for a simulation to say`;
    const hint = "remove grants, and give the coupons that there are to createEngine";
    problems.push({ code: "not-yet-supported", severity: "error", message, at, hint, campaignId: id });
  }
  if (identities.size > 0 || problems.length > 0) throw new InputError(problems);
}
