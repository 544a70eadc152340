/** A replay as a settlement: a double-entry ledger of who owes whom what, and the library's `settle`. */
import { jsonPieces } from "./report/formats/json.js";
import { AccountNames } from "./settle/account-names.js";
import { buildSettlementDocument } from "./settle/build-settlement-document.js";
import { Journal } from "./settle/journal.js";
import { Ledger } from "./settle/ledger.js";
import { LedgerCsv } from "./settle/ledger-csv.js";
import { LedgerSums } from "./settle/ledger-sums.js";
import { MerchantStatements } from "./settle/merchant-statements.js";
import type { SettlementDocument } from "./settle/settlement-document.js";
import { SponsorInvoices } from "./settle/sponsor-invoices.js";
import { simulateWith } from "./simulate.js";
import type { SimulateRequest } from "./simulation/request.js";
import type { TallyContext } from "./tally/contract.js";
import type { Reject } from "./transactions/columns.js";

export interface SettleRequest extends SimulateRequest {
  /** Called once for each file that `promosim settle --out` writes; what it returns takes the file's text piece by piece. Without it no file is made. */
  openFile?(name: string): (text: string) => void;
}

export interface Settlement {
  /** What `promosim settle --format json` prints; sums of money are `bigint`. */
  readonly document: SettlementDocument;
  /** Records of the log, by line, then those of the history and the tables, that could not be used. */
  readonly rejects: readonly Reject[];
}

/** The files of a settlement, in the order in which they are listed to people. */
export const SETTLEMENT_FILES = {
  "ledger.csv": "A line a posting: debits and credits of every entry.",
  "settlement.journal": "The same ledger for hledger.",
  "merchant_statements.csv": "A line a local day and merchant: gross, own part, refunds, net payable.",
  "sponsor_invoices.csv": "A line a month, sponsor and campaign: granted, refunded, net.",
  "settlement.json": "The document that --format json prints, with the proof.",
} as const;

/**
 * Replays campaigns over a log and settles every payment, refund and cashback. The same input gives the same files on every machine.
 * @throws InputError with all problems of the campaigns, or with what makes the data unusable
 * @throws OptionError for an option that makes no sense
 * @throws AssertionFailed where the ledger does not say what the report says: a bug
 */
export async function settle({ openFile, ...request }: SettleRequest): Promise<Settlement> {
  const open = (name: keyof typeof SETTLEMENT_FILES) => openFile?.(name) ?? (() => {});
  let books: Books | undefined;
  const simulation = await simulateWith(request, (context) => {
    books = openBooks(context, open);
    return [books.ledger];
  });
  const { ledger, csv, journal, statements, invoices, sums } = books as Books;
  const counts = ledger.finish();
  csv.finish();
  journal.finish();
  copy(statements.chunks(), open("merchant_statements.csv"));
  copy(invoices.chunks(), open("sponsor_invoices.csv"));
  const document = buildSettlementDocument(simulation, {
    counts,
    sums,
    statements: statements.size,
    tables: { merchantsNetMinor: statements.totalNetMinor, sponsorsNetMinor: invoices.totalNetMinor },
  });
  copy(jsonPieces(document), open("settlement.json"));
  return { document, rejects: simulation.rejects };
}

function openBooks(context: TallyContext, open: (name: keyof typeof SETTLEMENT_FILES) => (text: string) => void) {
  const names = new AccountNames(context);
  const csv = new LedgerCsv(context, names, open("ledger.csv"));
  const journal = new Journal(context, names, open("settlement.journal"));
  const statements = new MerchantStatements(context);
  const invoices = new SponsorInvoices(context);
  const sums = new LedgerSums(context);
  const ledger = new Ledger(context, [csv, journal, statements, invoices, sums]);
  return { csv, journal, statements, invoices, sums, ledger };
}

type Books = ReturnType<typeof openBooks>;

function copy(pieces: Iterable<string>, write: (text: string) => void): void {
  for (const piece of pieces) write(piece);
}
