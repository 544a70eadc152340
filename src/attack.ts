/** Attackers against campaigns over a log: what `promosim attack` tells, and the library's `attack`. */
import { Buffer } from "node:buffer";
import type { Attackers } from "./attack/attacker.js";
import type { Gate } from "./attack/defences/contract.js";
import { DEFENCES } from "./attack/defences/registry.js";
import { exposuresOf } from "./attack/exposure.js";
import { exposureWarnings } from "./attack/exposure-warnings.js";
import { loadAttackers } from "./attack/load-attackers.js";
import { standardAttackers } from "./attack/standard-profile.js";
import type { CampaignSet } from "./campaigns/campaign.js";
import type { Problem } from "./domain/problem.js";
import { type AttackDocument, attackDocument } from "./raid/attack-document.js";
import type { AttackRun } from "./raid/attack-run.js";
import { raidWarnings } from "./raid/raid-warnings.js";
import { firstReplayedMs, type RaidRequest, type RaidResult, runRaid } from "./raid/run-raid.js";
import { ServedAttempts } from "./raid/served-attempts.js";
import { type DefenceTrials, tryDefences } from "./raid/try-defences.js";
import type { InputSummary } from "./report/document.js";
import { InputDigests } from "./simulation/input-digests.js";
import { lintIdentities } from "./simulation/lint-identities.js";
import { type ReadInputs, readInputs } from "./simulation/read-inputs.js";
import { RefundRejects } from "./simulation/refund-rejects.js";
import { refuseCouponCampaigns } from "./simulation/refuse-coupons.js";
import { refuseGrants } from "./simulation/refuse-grants.js";
import type { CampaignInput, SimulateRequest } from "./simulation/request.js";
import { DEFAULT_SEED } from "./simulation/simulate-options.js";
import type { Reject, TransactionColumns } from "./transactions/columns.js";
import { joinIdentities } from "./transactions/join-identities.js";

export interface AttackRequest extends Omit<SimulateRequest, "openFile"> {
  /** Attackers files; without any, the standard profile. */
  readonly attackers?: readonly CampaignInput[] | undefined;
  /** Minor units above 0: the price of attackers that name none. Without it: one that suits the campaign. */
  readonly priceMinor?: number | undefined;
  /** Only these campaigns are attacked; all of them are in the run. */
  readonly campaignIds?: readonly string[] | undefined;
  /** All attackers and campaigns in one run, instead of one run for each attacker and campaign. Default false. */
  readonly together?: boolean | undefined;
  /** Tries the defences too. Default false. */
  readonly defences?: boolean | undefined;
  /** For the defence by risk. */
  readonly gate?: Gate | undefined;
}

/** Everything that is known, for a text; `document` is made of it. */
export interface AttackAnalysis {
  readonly set: CampaignSet;
  readonly attackers: Attackers;
  /** The log without attackers. */
  readonly baseline: RaidResult;
  readonly runs: readonly AttackRun[];
  readonly defences: DefenceTrials | null;
  /** Records of the log, the history and the tables that could not be used, and refunds that name no payment. */
  readonly rejects: readonly Reject[];
  readonly document: AttackDocument;
}

/**
 * Replays a log once for each attacker and campaign, with that attacker beside it, who does what pays most, and once without any.
 * @throws InputError with all problems of the campaigns, or of the attackers, or with what makes the data unusable
 * @throws OptionError for an option that makes no sense
 * @throws RangeError for a price that is not a whole number of minor units above 0, and for an id that no campaign has
 */
export async function attack(request: AttackRequest): Promise<AttackDocument> {
  return (await analyseAttack(request)).document;
}

/** The same with everything that the document is made of. */
export async function analyseAttack(request: AttackRequest): Promise<AttackAnalysis> {
  const { priceMinor, campaignIds, options = {}, together = false, gate = null } = request;
  if (priceMinor !== undefined && !(Number.isSafeInteger(priceMinor) && priceMinor > 0)) {
    throw new RangeError(`a price is a whole number of minor units above 0, not ${priceMinor}`);
  }
  const read = await readInputs(request, request.defences === true ? columnsOfDefences(gate) : []);
  const { set, loaded } = read;
  const unknown = campaignIds?.find((id) => set.campaigns.every((campaign) => campaign.id !== id));
  if (unknown !== undefined) throw new RangeError(`no campaign is called ${JSON.stringify(unknown)}`);
  const { attackers, inputs } = readAttackers(request.attackers ?? [], read);
  const chosen = { ...set, campaigns: set.campaigns.filter(({ id }) => campaignIds?.includes(id) ?? true) };
  refuseGrants(set, "an attack on a log");
  refuseCouponCampaigns(chosen.campaigns);
  const logStartMs = firstReplayedMs(loaded.columns);
  const exposures = exposuresOf(chosen, attackers, { priceMinor: priceMinor ?? null, honestPerDay: null, logStartMs });
  const ground = {
    set,
    columns: loaded.columns,
    onMismatch: options.onMismatch ?? ("server" as const),
    seed: options.seed ?? DEFAULT_SEED,
    profileOf: ({ profile }: Attackers[number]) => profile,
  };
  const groups = together ? [exposures] : exposures.map((exposure) => [exposure]);
  const parts = groups.length + 1 + (request.defences === true ? DEFENCES.length : 0);
  const refundRejects = new RefundRejects(loaded, request.transactions.name, options.strict === true);
  const onRejectedRefund: RaidRequest["onRejectedRefund"] = (row, reason) => refundRejects.add(row, reason);
  const attacked = new Set(exposures.map(({ situation }) => situation.campaign.id));
  const served = new ServedAttempts(set.campaigns.flatMap(({ id }, index) => (attacked.has(id) ? [index] : [])));
  const listeners = () => (request.defences === true ? [served] : []);
  const baseline = await stepped(
    request,
    runRaid({ ...ground, situations: [], onRejectedRefund, listeners }),
    loaded.columns.length,
    0,
    parts,
  );
  const runs: AttackRun[] = [];
  for (const [i, group] of groups.entries()) {
    if (group.length === 0) continue;
    const steps = runRaid({ ...ground, situations: group.map(({ situation }) => situation) });
    runs.push({ exposures: group, result: await stepped(request, steps, loaded.columns.length, i + 1, parts) });
  }
  const context = {
    currency: set.currency,
    zone: set.zone,
    identities: set.identities,
    priceMinor: priceMinor ?? null,
    honestPerDay: null,
    logStartMs,
  };
  const columns = new Set([...loaded.available, "user_id"]);
  const trial = { ...ground, attackers, context, defences: { set, attacked, columns, gate }, served };
  const defences =
    request.defences === true
      ? await stepped(request, tryDefences(trial), 1, groups.length + 1, parts, DEFENCES.length)
      : null;
  const warnings: Problem[] = [
    ...read.warnings,
    ...exposureWarnings(exposures),
    ...raidWarnings(runs),
    ...joinWarnings(defences, loaded.columns),
  ];
  const analysis = {
    set,
    attackers,
    baseline,
    runs,
    defences,
    standardProfile: (request.attackers ?? []).length === 0,
  };
  const document = attackDocument({
    ...analysis,
    inputs: [...read.inputs, ...inputs],
    seed: ground.seed,
    together,
    loaded,
    warnings,
  });
  return { ...analysis, rejects: refundRejects.merge(), document };
}

/** Warnings of the identity that a defence made for itself. */
function joinWarnings(defences: DefenceTrials | null, columns: TransactionColumns): Problem[] {
  const own = defences?.trials.find(
    ({ planned }) => planned.set.identities.size > defences.context.set.identities.size,
  );
  if (own === undefined) return [];
  const { set } = own.planned;
  return lintIdentities(set, joinIdentities(columns, set.identities)).filter(({ at }) => at.file === "--defences");
}

/** Columns that some defence looks at, if the log has them. */
function columnsOfDefences(gate: Gate | null): string[] {
  return ["device_id", "card_id", ...(gate === null ? [] : [gate.column])];
}

function readAttackers(
  files: readonly CampaignInput[],
  { set }: ReadInputs,
): { attackers: Attackers; inputs: InputSummary[] } {
  const digests = new InputDigests();
  const documents = files.map(({ file, text }) => ({ file, bytes: Buffer.from(text) }));
  for (const { file, bytes } of documents) digests.add("attackers", file, bytes);
  const attacked = { currency: set.currency, zone: set.zone, campaignIds: set.campaigns.map(({ id }) => id) };
  const attackers = files.length === 0 ? standardAttackers(attacked) : loadAttackers(documents, attacked);
  return { attackers, inputs: digests.finish() };
}

/** Runs to the end, and says how far it is: step `part` of `parts`, which yields up to `whole`. */
async function stepped<T>(
  { onProgress }: AttackRequest,
  steps: Generator<number, T>,
  whole: number,
  part: number,
  parts: number,
  width = 1,
): Promise<T> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    const share = (part + (width * step.value) / Math.max(1, whole)) / parts;
    await onProgress?.({ stage: "replaying", rows: step.value, bytes: null, share });
  }
  return step.value;
}
