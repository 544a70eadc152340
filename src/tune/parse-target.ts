/**
 * Targets as people write them: `P(budget lasts) >= 95%`, `P(friday lasts) > 90%`, `mean(discount) <= 50000.00`, `P95(friday.contributions.bank) < 1000`.
 * Names that hold blanks, points or brackets stand in double quotes. `P05`, `P50`, `P95` and `mean` may be written in capitals or not.
 */
import { Source } from "../documents/source.js";
import { parseDecimal } from "../domain/decimal.js";
import { type Currency, parseAmount } from "../domain/money.js";
import { InputError } from "../domain/problem.js";
import { parsePercentage } from "../domain/ratio.js";
import { remedy } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import { type Figure, type Operator, STATISTICS, type Statistic, type Target, type Unit } from "./target.js";

/** What the names of a target may be. */
export interface TargetContext {
  readonly currency: Currency;
  readonly campaigns: readonly { readonly id: string; readonly sponsors: readonly string[] }[];
  /** The campaign whose budget is "budget"; null where none is meant by that. */
  readonly variedId: string | null;
}

const QUANTITIES = ["discount", "redemptions", "unserved", "contributions"] as const;
const FUNCTIONS = ["P", "mean", "P05", "P50", "P95"];
const EXAMPLES = 'write such as "P(budget lasts) >= 95%" or "mean(discount) <= 50000.00"';
const NAME = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"().<>=]+))/y;

/** @throws InputError with the place in `text`, which the option `name` holds */
export function parseTarget(text: string, name: string, context: TargetContext): Target {
  return new TargetReader(new Source(name, text), context).read();
}

interface Name {
  readonly text: string;
  readonly offset: number;
}

class TargetReader {
  private at = 0;

  constructor(
    private readonly source: Source,
    private readonly context: TargetContext,
  ) {}

  read(): Target {
    const called = this.name();
    const statistic = STATISTICS.find((known) => known === called?.text.toLowerCase());
    if (called === null || (statistic === undefined && called.text.toUpperCase() !== "P")) {
      if (called === null) return this.fail("unknown-figure", this.at, "a figure is missing here", EXAMPLES);
      const hint = remedy(called.text, FUNCTIONS);
      return this.fail("unknown-figure", called.offset, `${quote(called.text)} is no figure`, hint);
    }
    this.expect("(");
    const figure = statistic === undefined ? this.lasts() : this.statistic(statistic);
    this.expect(")");
    const figureText = this.source.text.slice(0, this.at).trim();
    const operator = this.operator();
    const unit = unitOf(figure);
    const threshold = this.threshold(unit);
    return { text: this.source.text.trim(), figureText, figure, unit, operator, threshold };
  }

  private lasts(): Figure {
    const { variedId } = this.context;
    const campaign = this.name();
    if (campaign === null) return this.fail("unknown-figure", this.at, "the name of a budget is missing", EXAMPLES);
    const campaignId = campaign.text === "budget" ? (variedId ?? this.whose(campaign)) : this.campaign(campaign).id;
    const verb = this.name();
    if (verb?.text === "lasts") return { kind: "lasts", campaignId };
    return this.fail("unknown-figure", verb?.offset ?? this.at, 'a budget can be asked only if it "lasts"', EXAMPLES);
  }

  private whose({ offset }: Name): never {
    const names = this.context.campaigns.map(({ id }) => `P(${/^[^\s"().<>=]+$/.test(id) ? id : quote(id)} lasts)`);
    return this.fail("unknown-campaign", offset, "whose budget? no campaign is varied", choices(names));
  }

  private statistic(statistic: Statistic): Figure {
    const names: Name[] = [];
    for (let name = this.name(); name !== null; name = this.take(".") ? this.name() : null) names.push(name);
    const [first] = names;
    if (first === undefined)
      return this.fail("unknown-quantity", this.at, "a quantity is missing", choices(QUANTITIES));
    const isWhole = QUANTITIES.some((known) => known === first.text);
    // A name alone is a quantity, known or not; before a point it is a campaign unless it is a quantity.
    const rest = isWhole || names.length === 1 ? names : names.slice(1);
    const campaign = rest === names ? null : this.campaign(first);
    const quantity = QUANTITIES.find((known) => known === rest[0].text);
    if (quantity === undefined) {
      const message = `${quote(rest[0].text)} is not a quantity of a forecast`;
      return this.fail("unknown-quantity", rest[0].offset, message, remedy(rest[0].text, QUANTITIES));
    }
    const sponsor = quantity === "contributions" ? this.sponsor(rest, campaign?.sponsors ?? this.sponsors()) : null;
    const extra = rest[sponsor === null ? 1 : 2];
    if (extra === undefined)
      return { kind: "statistic", statistic, quantity, sponsor, campaignId: campaign?.id ?? null };
    return this.fail("unknown-quantity", extra.offset, `${quote(extra.text)} is one name too many`, "remove it");
  }

  private sponsor([contributions, sponsor]: readonly Name[], known: readonly string[]): string {
    if (sponsor === undefined) {
      const offset = contributions.offset + contributions.text.length;
      return this.fail(
        "unknown-sponsor",
        offset,
        "whose contributions?",
        choices(known.map((one) => `contributions.${one}`)),
      );
    }
    if (known.includes(sponsor.text)) return sponsor.text;
    const message = `no sponsor is called ${quote(sponsor.text)}`;
    return this.fail("unknown-sponsor", sponsor.offset, message, remedy(sponsor.text, known));
  }

  private sponsors(): readonly string[] {
    return [...new Set(this.context.campaigns.flatMap(({ sponsors }) => sponsors))];
  }

  private campaign({ text, offset }: Name): TargetContext["campaigns"][number] {
    const { campaigns } = this.context;
    const found = campaigns.find(({ id }) => id === text);
    if (found !== undefined) return found;
    const ids = campaigns.map(({ id }) => id);
    return this.fail("unknown-campaign", offset, `no campaign is called ${quote(text)}`, remedy(text, ids));
  }

  private operator(): Operator {
    for (const operator of ["<=", ">=", "<", ">"] as const) if (this.take(operator)) return operator;
    return this.fail(
      "unknown-operator",
      this.skipBlanks(),
      "a comparison is missing here",
      choices(["<=", ">=", "<", ">"]),
    );
  }

  private threshold(unit: Unit): number {
    const offset = this.skipBlanks();
    const text = this.source.text.slice(offset).trim();
    const { code, exponent } = this.context.currency;
    if (unit === "minor") {
      const minor = parseAmount(text, exponent);
      if (typeof minor === "number") return minor;
      return this.fail("not-an-amount", offset, `${quote(text)} is not an amount of ${code}`, EXAMPLES);
    }
    if (unit === "probability") {
      const ratio = parsePercentage(text);
      if (typeof ratio !== "string") return ratio.numerator / ratio.denominator;
      const hint = ratio === "out_of_range" ? "chances go from 0% to 100%" : "write such as 95%";
      return this.fail("not-a-percentage", offset, `${quote(text)} is not a percentage`, hint);
    }
    if (text.length <= 20 && parseDecimal(text) !== null) return Number(text);
    return this.fail("not-a-number", offset, `${quote(text)} is not a number`, "write digits and at most one point");
  }

  private name(): Name | null {
    NAME.lastIndex = this.at;
    const match = NAME.exec(this.source.text);
    if (match === null) return null;
    const [whole, quoted, bare] = match;
    const text = quoted === undefined ? bare : quoted.replace(/\\(.)/g, "$1");
    const offset = this.at + whole.search(/\S/);
    this.at = NAME.lastIndex;
    return { text, offset };
  }

  private expect(mark: string): void {
    if (!this.take(mark)) this.fail("unknown-figure", this.skipBlanks(), `${quote(mark)} is missing here`, EXAMPLES);
  }

  private take(mark: string): boolean {
    const offset = this.skipBlanks();
    if (!this.source.text.startsWith(mark, offset)) return false;
    this.at = offset + mark.length;
    return true;
  }

  private skipBlanks(): number {
    const { text } = this.source;
    let offset = this.at;
    while (offset < text.length && text[offset].trim() === "") offset += 1;
    return offset;
  }

  private fail(code: string, offset: number, message: string, hint: string): never {
    throw new InputError([this.source.problem(code, offset, message, hint)]);
  }
}

function unitOf(figure: Figure): Unit {
  if (figure.kind === "lasts") return "probability";
  return figure.quantity === "redemptions" ? "count" : "minor";
}

function choices(names: readonly string[]): string {
  return `allowed: ${names.join(", ")}`;
}
