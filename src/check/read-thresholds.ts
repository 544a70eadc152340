/** Thresholds as people write them: `P95 campaigns.friday.discount_minor <= 5000.00`. docs/suites.md has the grammar. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { parseMoment } from "../campaigns/parse-moment.js";
import { OPERATORS, type Operator, parseBoundAmount } from "../domain/comparison.js";
import { type Decimal, parseDecimal } from "../domain/decimal.js";
import { InputError } from "../domain/problem.js";
import { nearest } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import { parseTarget } from "../tune/parse-target.js";
import type { Target } from "../tune/target.js";
import { exactDecimal } from "./exact-decimal.js";
import { forecastFigures } from "./forecast-figures.js";
import { inPercent } from "./percent.js";
import { type FigureKind, replayFigures } from "./replay-figures.js";
import { sponsorsByCampaign } from "./sponsors.js";
import type { Suite } from "./suite.js";
import type { Threshold, Value } from "./threshold.js";

/** `mean(discount) <= …`, `P(friday lasts) >= 95%`: as `promosim tune` takes them. */
const TARGET = /^(?:P|P05|P50|P95|mean)\s*\(/i;
/** The operator is the last one, since a sponsor may have any name. */
const THRESHOLD = /^(?:(P05|P50|P95|mean)\s+)?(.*?)\s*(<=|>=|==|!=|<|>)\s*([^<>=!]*)$/isu;
const EXAMPLE = "write one such as totals.discount_minor <= 500000.00";
const NEVER = "never";
const OPERATOR_NAMES = Object.keys(OPERATORS);

type Place = Suite["thresholds"][number];
type Figures = ReadonlyMap<string, { readonly kind: FigureKind; readonly figure: Threshold["figure"] }>;

/** Those that are understood; problems go to the suite's file. */
export function readThresholds({ file, thresholds }: Suite, set: CampaignSet): readonly Threshold[] {
  if (thresholds.length === 0) return [];
  const reader = new ThresholdReader(set);
  return thresholds.flatMap((place) => {
    const { column } = file.atText(place.path);
    const fault: Fault = (at, code, message, hint) => {
      const position = { file: file.name, line: 0, column: column + at };
      file.reportInside(place.path, [{ code, severity: "error", message, hint, at: position }]);
      return [];
    };
    return reader.read(place, fault);
  });
}

/** Reports what is wrong at a character of the text, from 0. */
type Fault = (at: number, code: string, message: string, hint: string) => [];

class ThresholdReader {
  private readonly replay: Figures;
  private readonly forecast: Figures;

  constructor(private readonly set: CampaignSet) {
    this.replay = new Map(
      [...replayFigures(set)].map(([path, { kind, ...figure }]) => [
        path,
        { kind, figure: { of: "replay", ...figure } },
      ]),
    );
    this.forecast = forecastFigures(set);
  }

  read({ path, text: written }: Place, fault: Fault): readonly Threshold[] {
    const text = written.trim();
    if (TARGET.test(text)) return this.readTarget({ path, text }, fault);
    const match = THRESHOLD.exec(text);
    if (match === null) return fault(0, "bad-threshold", `${quote(text)} is no threshold`, EXAMPLE);
    const [, statistic = "", name, operator, boundText] = match;
    const figures = statistic === "" ? this.replay : this.forecast;
    const nameAt = text.indexOf(name, statistic.length);
    const found = figures.get(name);
    if (found === undefined) {
      const bare = name.replace(/\s*[<>=!]+$/, "");
      if (figures.has(bare)) {
        const at = nameAt + name.length - name.slice(bare.length).trim().length;
        const wrong = text.slice(at, text.length - boundText.length).trim();
        return fault(
          at,
          "bad-threshold",
          `${quote(wrong)} is no operator`,
          `write one of ${OPERATOR_NAMES.join(", ")}`,
        );
      }
      const what = statistic === "" ? "figure of a replay" : "figure of a forecast";
      const hint = `the nearest are ${nearest(name, [...figures.keys()]).join(", ")}`;
      return fault(nameAt, "unknown-figure", `there is no ${what} called ${quote(name)}`, hint);
    }
    const figure = withStatistic(found.figure, statistic);
    const bound = this.bound(boundText.trim(), found.kind, figure.of === "forecast");
    if (typeof bound === "string")
      return fault(text.length - boundText.length, "bad-bound", bound, boundHint(found.kind));
    return [
      {
        path,
        text,
        figureText: statistic === "" ? name : `${statistic} ${name}`,
        kind: found.kind,
        figure,
        operator: operator as Operator,
        bound,
        boundText: boundText.trim(),
      },
    ];
  }

  /** In the figure's unit, or what is wrong with it. */
  private bound(text: string, kind: FigureKind, fraction: boolean): Value | string {
    if (text === "") return "a bound is missing here";
    if (kind === "moment") {
      if (text === NEVER) return Number.POSITIVE_INFINITY;
      const moment = parseMoment(text, this.set.zone);
      return typeof moment === "number" ? moment : `${quote(text)} is not a date`;
    }
    if (kind === "number" || (kind === "count" && fraction)) {
      const percent = kind === "number" && text.endsWith("%");
      const decimal = parseDecimal(percent ? text.slice(0, -1).trim() : text);
      if (decimal === null) return `${quote(text)} is not a number`;
      return percent ? { units: decimal.units, scale: decimal.scale + 2 } : decimal;
    }
    const minor = parseBoundAmount(text, kind, this.set.currency.exponent);
    return typeof minor === "string" ? minor : { units: minor, scale: 0 };
  }

  private readTarget({ path, text }: Place, fault: Fault): readonly Threshold[] {
    const { campaigns, currency } = this.set;
    const sponsors = sponsorsByCampaign(this.set);
    const withBudget = campaigns.filter(({ budget }) => (budget?.totalMinor ?? null) !== null);
    try {
      const target = parseTarget(text, "", {
        currency,
        campaigns: campaigns.map(({ id }, i) => ({ id, sponsors: sponsors[i] })),
        variedId: withBudget.length === 1 ? withBudget[0].id : "",
      });
      const { figure, operator, figureText } = target;
      if (figure.kind === "lasts" && !withBudget.some(({ id }) => id === figure.campaignId)) {
        const several = figure.campaignId === "" && withBudget.length > 1;
        const message = several ? "it is not clear whose budget this is" : "there is no total budget that could last";
        const hint =
          withBudget.length === 0
            ? "no campaign has budget: { total: … }"
            : `write ${withBudget.map(({ id }) => `P(${id} lasts)`).join(", ")}`;
        return fault(0, "unknown-budget", message, hint);
      }
      const boundText = text.slice(text.lastIndexOf(operator) + operator.length).trim();
      return [
        {
          path,
          text,
          figureText,
          kind: ({ probability: "percent", minor: "money", count: "count" } as const)[target.unit],
          figure: { of: "forecast", figure },
          operator,
          bound: boundOf(target),
          boundText,
        },
      ];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const { at, code, message, hint } of error.problems) fault(at.column - 1, code, message, hint ?? EXAMPLE);
      return [];
    }
  }
}

function withStatistic(figure: Threshold["figure"], statistic: string): Threshold["figure"] {
  if (figure.of === "replay" || figure.figure.kind === "lasts") return figure;
  const known = statistic.toLowerCase() as "mean" | "p05" | "p50" | "p95";
  return { of: "forecast", figure: { ...figure.figure, statistic: known } };
}

/** A chance as a percentage. */
function boundOf({ threshold, unit }: Target): Decimal {
  const exact = exactDecimal(threshold);
  return unit === "probability" ? inPercent(exact) : exact;
}

function boundHint(kind: FigureKind): string {
  return {
    money: "write 5000.00, or 500000 for minor units",
    count: "write a number such as 100",
    number: "write a number such as 0.95, or a percentage",
    moment: `write 2026-01-20, 2026-01-20T10:00 or ${NEVER}`,
  }[kind];
}
