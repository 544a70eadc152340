/** The first half of a simulation: campaigns and data, read and checked against each other. */
import { Buffer } from "node:buffer";
import type { CampaignSet } from "../campaigns/campaign.js";
import { checkColumns } from "../campaigns/check-columns.js";
import { checkCoupons } from "../campaigns/check-coupons.js";
import { columnsNeeded } from "../campaigns/columns-needed.js";
import { lintCampaigns } from "../campaigns/lint-campaigns.js";
import { loadCampaigns } from "../campaigns/load-campaigns.js";
import { InputError, type Problem } from "../domain/problem.js";
import type { InputSummary } from "../report/document.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { joinIdentities } from "../transactions/join-identities.js";
import { KNOWN_COLUMNS } from "../transactions/known-columns.js";
import { type LoadedTransactions, loadTransactions } from "../transactions/load-transactions.js";
import { lintWindows } from "./collect-warnings.js";
import { fillColumns } from "./fill-columns.js";
import { InputDigests } from "./input-digests.js";
import { lintCoupons } from "./lint-coupons.js";
import { lintHiddenColumns, lintIdentities } from "./lint-identities.js";
import type { CampaignInput, SimulateRequest } from "./request.js";
import { resolveLoadOptions } from "./simulate-options.js";

export interface ReadInputs {
  readonly set: CampaignSet;
  readonly loaded: LoadedTransactions;
  readonly inputs: InputSummary[];
  readonly warnings: Problem[];
}

/** @throws InputError with every problem of every file */
export function readCampaigns(campaigns: readonly CampaignInput[]): CampaignSet {
  return loadCampaigns(campaigns.map(({ file, text }) => ({ file, bytes: toBytes(text) })));
}

/**
 * Reads all that a request names. A column that campaigns need and the data lacks is an error, or a warning where that is allowed; of `also` the
 * columns are read that are there.
 * @throws InputError, OptionError
 */
export async function readInputs(request: SimulateRequest, also: Iterable<string> = []): Promise<ReadInputs> {
  const digests = new InputDigests();
  for (const { file, text } of request.campaigns) digests.add("campaigns", file, toBytes(text));
  const set = readCampaigns(request.campaigns);
  const needed = columnsNeeded(set).keys();
  const wanted = new Set([...needed, ...[...also].flatMap((name) => set.identities.get(name) ?? [name])]);
  const loaded = await readData(request, digests, set, wanted);
  const { columns, warnings } = meetCampaigns(request, set, loaded);
  return { set, loaded: { ...loaded, columns }, inputs: digests.finish(), warnings };
}

/** Log and tables, with the text columns `wanted` as far as they are there; nothing is checked against campaigns yet. */
export async function readData(
  request: Omit<SimulateRequest, "campaigns">,
  digests: InputDigests,
  { currency, zone }: Pick<CampaignSet, "currency" | "zone">,
  wanted: ReadonlySet<string>,
): Promise<LoadedTransactions> {
  const { onProgress, options = {} } = request;
  const table = (role: "history" | "users" | "merchants" | "coupons") => {
    const input = request[role];
    return input === undefined ? undefined : digests.follow(role, input);
  };
  return loadTransactions({
    log: digests.follow("transactions", request.transactions),
    history: table("history"),
    users: table("users"),
    merchants: table("merchants"),
    coupons: table("coupons"),
    wanted,
    currency,
    zone,
    options: resolveLoadOptions(options, zone),
    onProgress: (bytes, rows) => onProgress?.({ stage: "reading", rows, bytes, share: null }),
  });
}

/**
 * The columns as a campaign set sees them, and what to warn of.
 * @throws InputError for columns and coupons that campaigns need and the data lacks
 */
export function meetCampaigns(
  { history, coupons, options = {} }: Omit<SimulateRequest, "campaigns">,
  set: CampaignSet,
  loaded: LoadedTransactions,
): { readonly columns: TransactionColumns; readonly warnings: Problem[] } {
  const missing = checkColumns(set, loaded.available, new Set(KNOWN_COLUMNS));
  const withoutCoupons = checkCoupons(set, loaded.columns.coupons);
  const lacking = [...missing, ...withoutCoupons];
  if (lacking.length > 0 && options.allowMissingColumns !== true) throw new InputError(lacking);
  const cells = missing.length === 0 ? loaded.columns : fillColumns(loaded.columns, columnsNeeded(set).keys());
  const columns = joinIdentities(cells, set.identities);
  const warnings = [
    ...lintCampaigns(set, { hasHistory: history !== undefined }),
    ...missing.map((problem) => asWarning(problem, "its cells are taken as empty")),
    ...withoutCoupons.map((problem) => asWarning(problem, "nobody holds one")),
    ...loaded.warnings,
    ...lintWindows(set, loaded.columns),
    ...(loaded.columns.coupons === null ? [] : lintCoupons(set, loaded.columns.coupons, coupons?.name ?? "")),
    ...lintHiddenColumns(set, loaded.available),
    ...lintIdentities(set, columns),
  ];
  return { columns, warnings };
}

function asWarning(missing: Problem, hint: string): Problem {
  return { ...missing, severity: "warning", hint };
}

function toBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? Buffer.from(text) : text;
}
