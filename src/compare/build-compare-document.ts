/** The document of a comparison, from what both sides and the changes between them have come to. */
import { deriveKey, runKey } from "../chance/keys.js";
import { bootstrapInterval, RESAMPLES } from "./bootstrap.js";
import { CHANGE_NAMES } from "./change.js";
import type { CompareDocument, Difference, MeasuredDifference } from "./compare-document.js";
import { type Condition, judge } from "./conditions.js";
import { eachFigure } from "./each-figure.js";
import { CAMPAIGN_FIGURES, type SideFigures, SPONSOR_FIGURES, TOTAL_FIGURES } from "./figures.js";
import type { Pairing } from "./pairing.js";
import type { ChangeCounts } from "./tally-changes.js";

type Known = Pick<
  CompareDocument,
  "seed" | "currency" | "timezone" | "before" | "after" | "inputs" | "edits" | "warnings"
> & { readonly version: string };

export interface Compared {
  readonly known: Known;
  readonly pairing: Pairing;
  readonly before: SideFigures;
  readonly after: SideFigures;
  readonly changes: ChangeCounts;
  readonly comparedRows: number;
  readonly users: number;
  readonly conditions: readonly Condition[];
  /** False where contributions to single payments are not known. */
  readonly knowsParts: boolean;
}

export function buildCompareDocument(compared: Compared): CompareDocument {
  const { known, pairing, changes } = compared;
  const { version, edits, warnings, ...about } = known;
  const key = deriveKey(runKey(known.seed), "compare");
  const measured = (value: Difference, path: string, users: Float64Array | null): MeasuredDifference => {
    const interval = users === null ? null : bootstrapInterval(users, compared.users, deriveKey(key, path));
    return {
      ...value,
      interval_95: interval === null ? null : { low: BigInt(interval.low), high: BigInt(interval.high) },
    };
  };
  const totals = differences(TOTAL_FIGURES, compared.before.totals, compared.after.totals);
  const figures = {
    totals: { ...totals, discount_minor: measured(totals.discount_minor, "totals", changes.total) },
    campaigns: pairing.ids.map((id, i) => {
      const own = differences(CAMPAIGN_FIGURES, compared.before.campaigns.get(id), compared.after.campaigns.get(id));
      const discount_minor = measured(own.discount_minor, `campaigns.${id}`, changes.campaigns[i]);
      return { id, presence: pairing.presence[i], ...own, discount_minor };
    }),
    sponsors: pairing.sponsors.map((sponsor, i) => {
      const own = differences(
        SPONSOR_FIGURES,
        compared.before.sponsors.get(sponsor),
        compared.after.sponsors.get(sponsor),
      );
      const users = compared.knowsParts ? changes.sponsors[i] : null;
      const contributions_minor = measured(own.contributions_minor, `sponsors.${sponsor}`, users);
      return { sponsor, ...own, contributions_minor };
    }),
  };
  const classes = Object.fromEntries(
    CHANGE_NAMES.map((name) => {
      const { rows = 0, differenceMinor = 0n } = changes.rows.get(name) ?? {};
      return [name, { rows, difference_minor: differenceMinor }];
    }),
  ) as CompareDocument["changes"];
  return {
    schema_version: 1,
    tool: { name: "promosim", version },
    ...about,
    rows: { compared: compared.comparedRows, changed: changes.changedRows },
    users: { all: compared.users, changed: changes.changedUsers },
    changes: classes,
    ...figures,
    edits,
    interval: { level: 0.95, method: "paired_bootstrap_over_users", resamples: RESAMPLES },
    conditions: judgeAll(compared, { ...figures, changes: classes }),
    warnings,
  };
}

function judgeAll(
  { conditions, changes: { changedRows }, known }: Compared,
  document: Pick<CompareDocument, "totals" | "campaigns" | "sponsors" | "changes">,
): CompareDocument["conditions"] {
  const values = new Map<string, Difference>();
  for (const { path, value } of eachFigure(document)) values.set(path, value);
  const rows = (count: number) => ({ before: 0n, after: BigInt(count), difference: BigInt(count) });
  values.set("changes.rows", rows(changedRows));
  for (const name of CHANGE_NAMES) values.set(`changes.${name}`, rows(document.changes[name].rows));
  return conditions.map((condition) =>
    judge(condition, values.get(condition.path) as Difference, known.currency.exponent),
  );
}

/** A side that lacks the campaign or sponsor has 0. */
function differences<Name extends string>(
  names: Readonly<Record<Name, unknown>>,
  before: Readonly<Record<Name, bigint>> | undefined,
  after: Readonly<Record<Name, bigint>> | undefined,
): Record<Name, Difference> {
  const entries = (Object.keys(names) as Name[]).map((name) => {
    const [was, is] = [before?.[name] ?? 0n, after?.[name] ?? 0n];
    return [name, { before: was, after: is, difference: is - was }];
  });
  return Object.fromEntries(entries) as Record<Name, Difference>;
}
