/** The accounts of an attacker as rows beside a log: one for the payments of each, and one for its refunds. */
import type { Situation } from "../attack/situation.js";
import { type Currency, formatMinor, parseAmount } from "../domain/money.js";
import type { AddedRow } from "../transactions/add-rows.js";
import { NO_ROW, PASS, PAYMENT, REFUND, REJECT, REVIEW, type TransactionColumns } from "../transactions/columns.js";

/** Rows of one attacker's accounts in the columns that were made of them. */
export interface Cast {
  paymentRow(account: number): number;
  refundRow(account: number): number;
}

const RISKS = new Map([
  ["pass", PASS],
  ["review", REVIEW],
  ["reject", REJECT],
]);

/** Adds the rows of an attacker to `rows`, which come behind the log's. `profileOf` has the cells of each account. */
export function castRows(
  { campaign, attacker, priceMinor }: Situation,
  profileOf: (account: number) => ReadonlyMap<string, string>,
  columns: TransactionColumns,
  currency: Currency,
  rows: AddedRow[],
): Cast {
  const first = columns.length + rows.length;
  // Accounts of its own for each campaign: what it does to one leaves no trace in the history of another.
  const prefix = freePrefix(columns, `~${attacker.id}/${campaign.id}`, attacker.accounts);
  const amount = formatMinor(priceMinor, currency.exponent);
  for (let account = 0; account < attacker.accounts; account++) {
    const profile = profileOf(account);
    const id = `${prefix}/${account + 1}`;
    const device = `${prefix}/device/${Math.floor(account / attacker.perDevice) + 1}`;
    const own = new Map([
      ["transaction_id", id],
      ["user_id", id],
      ["device_id", device],
      ["amount", amount],
      ...profile,
    ]);
    const row = {
      risk: RISKS.get(profile.get("risk") ?? "") ?? PASS,
      points: Number(profile.get("points") ?? -1),
      clientDiscountMinor: shownMinor(profile, currency),
      cell: (column: string) => own.get(column) ?? null,
    };
    rows.push({ ...row, type: PAYMENT, refundOf: NO_ROW }, { ...row, type: REFUND, refundOf: first + 2 * account });
  }
  return { paymentRow: (account) => first + 2 * account, refundRow: (account) => first + 2 * account + 1 };
}

function shownMinor(profile: ReadonlyMap<string, string>, { exponent }: Currency): number {
  const text = profile.get("client_discount") ?? "";
  return text === "" ? Number.NaN : Number(parseAmount(text, exponent));
}

/** A beginning of user ids that is nobody's: no user of the log is an attacker's account by accident. */
function freePrefix({ userId: { dictionary } }: TransactionColumns, wish: string, accounts: number): string {
  let prefix = wish;
  const isTaken = () => {
    for (let i = 1; i <= accounts; i++) if (dictionary.codeOf(`${prefix}/${i}`) !== -1) return true;
    return false;
  };
  while (isTaken()) prefix = `~${prefix}`;
  return prefix;
}
