/** Every key that may be expected, as what it reads from the suite and what it looks at in an outcome. */
import type { DocumentFile } from "../documents/document-file.js";
import { explainIssues, reportUnknownKey, reportUnknownValue, reportWrongShape } from "../documents/explain-issues.js";
import type { Path } from "../documents/tree.js";
import { formatMinor } from "../domain/money.js";
import { remedy } from "../domain/suggest.js";
import { DECLINES, REFUSALS } from "../engine/refusals.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { UpdateValue } from "./check-document.js";
import type { Expectation, Seen } from "./expectation.js";
import { OUTCOMES, PAYMENT_KEYS, type PaymentKey, REFUND_KEYS, type RefundKey } from "./suite-schema.js";

const NONE = "none";

export interface ExpectContext {
  readonly file: DocumentFile;
  /** In file order. */
  readonly campaignIds: readonly string[];
  readonly sponsors: readonly string[];
  readonly leaves: Leaves;
}

/** The expectations at a path; none where they are wrong, which is reported. */
type Reader = (context: ExpectContext, path: Path) => readonly Expectation[];

const PAYMENT: Record<PaymentKey, Reader> = {
  outcome: word(
    OUTCOMES,
    (seen) => (seen.decline === null ? "paid" : "declined"),
    (seen) => seen.decline ?? "",
  ),
  decline: word([...DECLINES, NONE], declineOf),
  offers: (context, path) => {
    if (isNone(context, path)) return [noOffers(context, path)];
    return eachCampaign(context, path, amountOrNone, (seen, campaign) => seen.offers.get(campaign) ?? null);
  },
  chosen: (context, path) => readChosen(context, path),
  granted: (context, path) => {
    if (context.file.nodeAt(path)?.kind === "block") {
      return eachCampaign(context, path, amountOrNone, (seen, campaign) => seen.chosen.get(campaign) ?? null);
    }
    return amount((seen) => [...seen.chosen.values()].reduce((sum, minor) => sum + minor, 0))(context, path);
  },
  refusals: (context, path) =>
    eachName(context, path, context.campaignIds, "unknown-campaign", "campaign", (at, id) => {
      const campaign = context.campaignIds.indexOf(id);
      return word([...REFUSALS, NONE], (seen) => seen.refusals[campaign] ?? NONE)(context, at);
    }),
  contributions,
  discount: amount((seen) => seen.discountMinor),
  cashback: amount((seen) => seen.cashbackMinor),
  payable: amount((seen) => seen.cashMinor),
  points_spent: whole((seen) => seen.points),
};

const REFUND: Record<RefundKey, Reader> = {
  refunded_discount: amount((seen) => seen.discountMinor),
  cash: amount((seen) => seen.cashMinor),
  contributions,
  points_returned: whole((seen) => seen.points),
};

/** What the block at `path` expects of a row; problems go to the file. */
export function readExpectations(context: ExpectContext, path: Path, kind: "payment" | "refund"): Expectation[] {
  const { file } = context;
  const node = file.nodeAt(path);
  if (node?.kind === "scalar" && node.text.trim() === "") {
    reportNothing(file, path);
    return [];
  }
  if (node?.kind !== "block") {
    if (node !== undefined) reportWrongShape(file, path, "block");
    return [];
  }
  if (node.entries.size === 0) reportNothing(file, path);
  const readers: Readonly<Record<string, Reader>> = kind === "payment" ? PAYMENT : REFUND;
  const other = kind === "payment" ? REFUND_KEYS : PAYMENT_KEYS;
  return [...node.entries.keys()].flatMap((key) => {
    const at = [...path, key];
    if (Object.hasOwn(readers, key)) return readers[key](context, at);
    if (Object.hasOwn(other, key)) {
      const message = `${quote(key)} is nothing that a ${kind} does`;
      file.reportKey(at, "unknown-key", message, `allowed: ${Object.keys(readers).join(", ")}`);
    } else reportUnknownKey(file, at, Object.keys(readers));
    return [];
  });
}

function reportNothing(file: DocumentFile, path: Path): void {
  const hint = `expect at least one thing: ${file.docs} lists them`;
  file.reportKey(path, "nothing-expected", "nothing is expected here, so nothing is tested", hint);
}

function word(
  words: readonly string[],
  read: (seen: Seen) => string,
  because: (seen: Seen) => string = () => "",
): Reader {
  return ({ file }, path) => {
    const node = file.nodeAt(path);
    const expected = node?.kind === "scalar" ? node.text.trim() : "";
    if (words.includes(expected)) return [{ path, expected, actual: read, because }];
    reportUnknownValue(file, path, words);
    return [];
  };
}

function amount(read: (seen: Seen) => number): Reader {
  return (context, path) => {
    const minor = amountAt(context, path);
    return minor === null ? [] : [amounts(context, path, minor, read)];
  };
}

function whole(read: (seen: Seen) => number): Reader {
  return ({ file, leaves }, path) => {
    const schema = leaves.whole(0);
    const node = file.nodeAt(path);
    const result = schema.safeParse(node?.kind === "scalar" ? node.text : node);
    if (result.success) {
      return [{ path, expected: String(result.data), actual: (seen) => String(read(seen)), because: () => "" }];
    }
    explainIssues(file, path, schema, result.error.issues);
    return [];
  };
}

function contributions(context: ExpectContext, path: Path): readonly Expectation[] {
  return eachName(context, path, context.sponsors, "unknown-sponsor", "sponsor", (at, sponsor) =>
    amount((seen) => seen.contributions.get(sponsor) ?? 0)(context, at),
  );
}

/** Minor units of the amount at a path; null if there is none, which is reported. */
function amountAt({ file, leaves }: ExpectContext, path: Path): number | null {
  const node = file.nodeAt(path);
  const result = leaves.amount.safeParse(node?.kind === "scalar" ? node.text : node);
  if (result.success) return result.data;
  explainIssues(file, path, leaves.amount, result.error.issues);
  return null;
}

/** `undefined` where it is neither an amount nor none, which is reported. */
function amountOrNone(context: ExpectContext, path: Path): number | null | undefined {
  return isNone(context, path) ? null : (amountAt(context, path) ?? undefined);
}

function isNone({ file }: ExpectContext, path: Path): boolean {
  const node = file.nodeAt(path);
  return node?.kind === "scalar" && node.text.trim() === NONE;
}

function amounts(
  { leaves }: ExpectContext,
  path: Path,
  expected: number | null,
  read: (seen: Seen) => number | null,
  because: (seen: Seen) => string = () => "",
): Expectation {
  const text = (minor: number | null) => (minor === null ? NONE : formatMinor(minor, leaves.exponent));
  return { path, expected: text(expected), actual: (seen) => text(read(seen)), because };
}

function eachCampaign(
  context: ExpectContext,
  path: Path,
  readValue: (context: ExpectContext, path: Path) => number | null | undefined,
  read: (seen: Seen, campaign: number) => number | null,
): readonly Expectation[] {
  return eachName(context, path, context.campaignIds, "unknown-campaign", "campaign", (at, id) => {
    const expected = readValue(context, at);
    if (expected === undefined) return [];
    const campaign = context.campaignIds.indexOf(id);
    const because = (seen: Seen) => seen.refusals[campaign] ?? "";
    return [amounts(context, at, expected, (seen) => read(seen, campaign), because)];
  });
}

function eachName(
  { file }: ExpectContext,
  path: Path,
  known: readonly string[],
  code: string,
  what: string,
  read: (path: Path, name: string) => readonly Expectation[],
): readonly Expectation[] {
  const node = file.nodeAt(path);
  if (node?.kind !== "block") {
    reportWrongShape(file, path, "block");
    return [];
  }
  if (node.entries.size === 0) reportNothing(file, path);
  return [...node.entries.keys()].flatMap((name) => {
    const at = [...path, name];
    if (known.includes(name)) return read(at, name);
    file.reportKey(at, code, `no ${what} is called ${quote(name)}`, remedy(name, known));
    return [];
  });
}

function noOffers({ campaignIds, leaves }: ExpectContext, path: Path): Expectation {
  const actual = ({ offers }: Seen): UpdateValue =>
    offers.size === 0
      ? NONE
      : Object.fromEntries(
          [...offers].map(([campaign, minor]) => [campaignIds[campaign], formatMinor(minor, leaves.exponent)]),
        );
  return { path, expected: NONE, actual, because: () => "" };
}

function readChosen({ file, campaignIds }: ExpectContext, path: Path): readonly Expectation[] {
  const node = file.nodeAt(path);
  const isList = node?.kind === "list";
  if (isList && node.items.length === 0) {
    file.report(path, "empty-list", "this list is empty", `write the campaigns, or ${NONE}`);
    return [];
  }
  const paths: Path[] = isList ? node.items.map((_, index) => [...path, index]) : [path];
  const names = paths.flatMap((at) => {
    const item = file.nodeAt(at);
    const text = item?.kind === "scalar" ? item.text.trim() : "";
    if (text === "") reportWrongShape(file, at, "scalar");
    else if (campaignIds.includes(text) || (!isList && text === NONE)) return [text];
    else {
      const allowed = isList ? campaignIds : [...campaignIds, NONE];
      file.report(at, "unknown-campaign", `no campaign is called ${quote(text)}`, remedy(text, allowed));
    }
    return [];
  });
  if (names.length < paths.length) return [];
  const inOrder = campaignIds.filter((id) => names.includes(id));
  const actual = ({ chosen }: Seen): UpdateValue => {
    const ids = campaignIds.filter((_, campaign) => chosen.has(campaign));
    if (ids.length === 0) return NONE;
    return isList || ids.length > 1 ? ids : ids[0];
  };
  return [{ path, expected: isList ? inOrder : names[0], actual, because: () => "" }];
}

function declineOf({ decline }: Seen): string {
  return decline ?? NONE;
}
