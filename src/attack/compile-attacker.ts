/** One attacker, from its block in a file to checked and immutable data. */
import { readMoment } from "../campaigns/read-moment.js";
import type { DocumentFile } from "../documents/document-file.js";
import { reportUnknownKey } from "../documents/explain-issues.js";
import { readKeys, type Values } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { MINUTE_MS } from "../domain/civil-date.js";
import type { Currency } from "../domain/money.js";
import type { Zone } from "../domain/zone.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { Attacker } from "./attacker.js";
import { type CommonShape, commonShapeOf, type OwnShape } from "./attacker-schema.js";
import { checkAttacker } from "./check-attacker.js";
import { compileProfile } from "./compile-profile.js";
import { findCampaigns } from "./find-campaigns.js";
import { findKind, findTactic, namesOf } from "./find-kind.js";
import type { AttackerKind } from "./kinds/contract.js";
import { ATTACKER_KINDS } from "./kinds/registry.js";

export interface AttackerContext {
  readonly currency: Currency;
  readonly zone: Zone;
  readonly campaignIds: ReadonlySet<string>;
  readonly leaves: Leaves;
  readonly common: CommonShape;
  /** By kind. */
  readonly own: ReadonlyMap<AttackerKind, OwnShape>;
  readonly kindsByOwnKey: ReadonlyMap<string, readonly AttackerKind[]>;
}

/** The attacker at `path`; null where something was reported that leaves none. Every problem goes to the file. */
export function compileAttacker(file: DocumentFile, path: Path, context: AttackerContext): Attacker | null {
  const { currency, leaves } = context;
  const below = (key: string): Path => [...path, key];
  const kind = findKind(file, below("kind"));
  const tactic = kind?.defaultTactic === undefined ? null : findTactic(file, below("tactic"), kind.defaultTactic);
  const shape = shapeOf(kind, tactic, context);
  const keys: Values<CommonShape> & Record<string, unknown> = readKeys(file, path, shape, (at, key) => {
    reportKeyOfOthers(file, at, key, shape, context);
  });
  const node = file.nodeAt(path);
  if (node?.kind !== "block") return null;
  if (kind === null && node.entries.get("kind") === undefined) {
    file.report(below("kind"), "missing-key", '"kind" is missing here', `write one of ${namesOf(ATTACKER_KINDS)}`);
  }
  if (keys.id !== undefined && /[\p{Cc}\u2028\u2029]/u.test(keys.id)) {
    const hint = "write it in letters, digits and dashes";
    file.report(below("id"), "bad-id", `the id ${quote(keys.id)} has control characters`, hint);
  }
  const campaigns = findCampaigns(file, below("campaigns"), keys.campaigns, context.campaignIds);
  const profile = compileProfile(file, below("profile"), leaves);
  const startMs = keys.start === undefined ? null : readMoment(file, below("start"), keys.start, context.zone);
  if (kind === null || keys.id === undefined) return null;
  const acting = tactic ?? kind;
  const parameters = Object.fromEntries(Object.keys(context.own.get(acting) ?? {}).map((key) => [key, keys[key]]));
  const attacker: Attacker = {
    id: keys.id,
    kind: kind.name,
    at: file.at(below("id")),
    campaigns,
    accounts: keys.accounts ?? 1,
    priceMinor: keys.price ?? null,
    balanceMinor: keys.balance ?? null,
    attemptsPerAccount: keys.attempts_per_account ?? Number.POSITIVE_INFINITY,
    settlementsPerAccount: keys.settlements_per_account ?? 1,
    itemsWanted: keys.items_wanted ?? Number.POSITIVE_INFINITY,
    recall: keys.recall ?? false,
    accept: typeof keys.accept === "object" ? { atLeastMinor: keys.accept.at_least } : (keys.accept ?? "best_response"),
    attemptCostMinor: keys.attempt_cost ?? 0,
    accountCostMinor: keys.account_cost ?? 0,
    frictionMinor: keys.friction ?? 0,
    startMs,
    intervalMs: keys.interval ?? MINUTE_MS,
    timed: keys.interval !== undefined || keys.cooldown !== undefined,
    cooldownMs: keys.cooldown ?? 0,
    backoff: keys.backoff ?? 1,
    profile,
    perDevice: keys.per_device ?? 1,
    tactic: tactic?.name ?? null,
    parameters,
  };
  // A default in the place of a value that was reported would make problems that are none.
  const isSound = Object.keys(shape).every((key) => node.entries.get(key) === undefined || keys[key] !== undefined);
  if (isSound) checkAttacker(file, path, attacker, [...new Set([kind, acting])], currency);
  return attacker;
}

/** Where the kind or the tactic is not known, its keys may be those of any. */
function shapeOf(kind: AttackerKind | null, tactic: AttackerKind | null, { common, own }: AttackerContext) {
  const all = () => Object.assign({}, ...own.values()) as OwnShape;
  if (kind === null) return { ...common, ...all() };
  const ofTactic = tactic === null ? (kind.defaultTactic === undefined ? {} : all()) : own.get(tactic);
  return { ...commonShapeOf(kind, common), ...own.get(kind), ...ofTactic };
}

function reportKeyOfOthers(file: DocumentFile, path: Path, key: string, shape: object, context: AttackerContext): void {
  const kinds = context.kindsByOwnKey.get(key);
  if (kinds === undefined) reportUnknownKey(file, path, Object.keys(shape));
  else
    file.reportKey(path, "unknown-key", `the key ${quote(key)} is not known here`, `it belongs to ${namesOf(kinds)}`);
}
