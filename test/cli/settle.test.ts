/** `promosim settle` from the command line: the worked examples of its page, its width, its formats, and files that appear whole or not at all. */
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { parseJournal } from "../settle/parse-journal.js";
import { readLedger, readTable } from "../settle/read-ledger.js";
import { createMemoryHost } from "./memory-host.js";

const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: friday
    scope: { merchant_id: M1 }
    discount: { mode: amount_off, every: 100.00, amount_off: 15.00 }
    funding: { bank: 70%, merchant: 30% }
  - id: back
    scope: { merchant_id: M2 }
    given_as: cashback
    cashback_delay: 3d
    discount: { mode: percent_off, tiers: [{ minimum_amount: 100.00, percent_off: 5% }] }
    funding: { acme: 60%, platform: 40% }
  - id: gone
    scope: { merchant_id: M3 }
    discount: { mode: amount_off, every: 100.00, amount_off: 10.00 }
    refunds: { discount: forfeit }
`;

const LOG = `transaction_id,timestamp,user_id,merchant_id,amount,type,refund_of,balance
T0,2026-01-01T10:00:00,A,M1,100.00,payment,,1.00
T1,2026-01-02T10:00:00,A,M1,100.00,payment,,
T2,2026-01-02T11:00:00,B,M2,100.00,payment,,
T3,2026-01-02T12:00:00,C,M3,100.00,payment,,
R1,2026-01-03T12:00:00,A,M9,40.00,refund,T1,
R2,2026-01-04T12:00:00,B,M2,20.00,refund,T2,
R3,2026-01-05T10:30:00,C,M3,50.00,refund,T3,
R4,2026-01-05T12:00:00,B,M2,40.00,refund,T2,
X,2026-01-06T12:00:00,B,M2,-3.00,payment,,
`;

async function settle(args: readonly string[] = [], log = LOG, terminal?: number) {
  const files = { "c.yaml": CAMPAIGNS, "log.csv": log };
  const command = ["settle", "-c", "c.yaml", "-t", "log.csv", "--out", "out", "--negative", "refund", ...args];
  const host = createMemoryHost(command, terminal === undefined ? { files } : { files, terminal });
  const code = await run(host);
  const written = (name: string) => String(host.files.get(`out/${name}`));
  return { code, names: [...host.files.keys()].filter((name) => name.startsWith("out/")), written, ...host.printed };
}

/** The tables of postings below the headings of the page, in their order. */
function workedExamples(): string[][] {
  const page = readFileSync(new URL("../../docs/settlement.md", import.meta.url), "utf8");
  return page
    .split("| account | debit | credit | |\n|---|---:|---:|---|\n")
    .slice(1)
    .map((rest) =>
      rest
        .slice(0, rest.indexOf("\n\n"))
        .split("\n")
        .map((line) =>
          line
            .split("|")
            .slice(1, 4)
            .map((cell) => cell.replaceAll("`", "").trim())
            .join("|"),
        ),
    );
}

describe("the ledger", () => {
  it("has the postings of the page's examples", async () => {
    const { code, err, written } = await settle();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines = readTable(written("ledger.csv"));
    const posted = (kind: string, id: string) =>
      lines
        .filter((line) => line.kind === kind && line.transaction_id === id)
        .map(({ account, debit, credit }) => `${account}|${debit}|${credit}`);
    expect(workedExamples()).toEqual([
      posted("payment", "T1"),
      posted("refund", "R1"),
      posted("payment", "T2"),
      posted("refund", "R2"),
      posted("cashback_credit", ""),
      posted("refund", "R3"),
    ]);
    expect(posted("refund", "R4")).toEqual([
      "merchant:M2|40.00|",
      "customer||40.00",
      "customer|2.00|",
      "campaign:back||2.00",
      "sponsor:acme||1.20",
      "sponsor:platform||0.80",
      "campaign:back|2.00|",
    ]);
    // Neither a declined payment nor a refund of nothing moves money.
    expect([posted("payment", "T0"), posted("refund", "X")]).toEqual([[], []]);
    expect(lines.find(({ kind }) => kind === "cashback_credit")).toMatchObject({
      timestamp: "2026-01-05T11:00:00+08:00",
      campaign_id: "back",
    });
  });

  it("is the same as a journal", async () => {
    const { written } = await settle();
    const amounts = (entries: ReturnType<typeof readLedger>) =>
      entries.map(({ date, id, postings }) => [date, id, ...postings.map(({ amount }) => amount)]);
    expect(amounts(parseJournal(written("settlement.journal")))).toEqual(amounts(readLedger(written("ledger.csv"))));
  });

  it("keeps names apart in the journal, and harmless in tables", async () => {
    const merchants = ["a  b", "a b", " ;x", "x:y", "=1+1", "(v)", "%3B", "商户", ""];
    const log = [
      "transaction_id,timestamp,user_id,merchant_id,amount",
      ...merchants.map((name, i) => `"=${i}",2026-01-02T10:00:00,A,"${name}",1.00`),
    ].join("\n");
    const { code, written } = await settle([], log);
    expect(code).toBe(0);
    const entries = parseJournal(written("settlement.journal"));
    const paths = entries.map(({ postings }) => postings[1].account.slice("liabilities:merchants:".length));
    expect(paths).toEqual(["a%20%20b", "a b", "%3Bx", "x%3Ay", "%3D1+1", "%28v%29", "%253B", "商户", "(none)"]);
    expect(readTable(written("ledger.csv"))[0].transaction_id).toBe("'=0");
    expect(readTable(written("merchant_statements.csv")).map((line) => line.merchant_id)).toContain("'=1+1");
  });
});

describe("statements and invoices", () => {
  it("say what each merchant is due and each sponsor owes", async () => {
    const { written } = await settle();
    expect(written("merchant_statements.csv").split("\n").slice(1, 5)).toEqual([
      "2026-01-02,M1,1,0,100.00,15.00,4.50,0.00,0.00,0.00,95.50",
      "2026-01-02,M2,1,0,100.00,5.00,0.00,0.00,0.00,0.00,100.00",
      "2026-01-02,M3,1,0,100.00,10.00,0.00,0.00,0.00,0.00,100.00",
      "2026-01-03,M1,0,1,0.00,0.00,0.00,40.00,6.00,1.80,-38.20",
    ]);
    expect(written("sponsor_invoices.csv")).toBe(
      "month,sponsor,campaign_id,granted,refunded,net\n" +
        "2026-01,bank,friday,10.50,4.20,6.30\n2026-01,acme,back,3.00,1.80,1.20\n" +
        "2026-01,platform,back,2.00,1.20,0.80\n2026-01,platform,gone,10.00,0.00,10.00\n",
    );
  });

  it("take refunds of payments before --from as cash alone", async () => {
    const { written, out } = await settle(["--from", "2026-01-03", "--format", "json"]);
    const lines = readTable(written("ledger.csv")).map(({ account, debit, credit }) => `${account} ${debit}${credit}`);
    expect(lines.slice(0, 2)).toEqual(["merchant:M1 40.00", "customer 40.00"]);
    expect(JSON.parse(out)).toMatchObject({
      entries: { payments: 0, refunds: 4, cashback_credits: 0, postings: 8 },
      apart: { declined: 0, refunds_without_payment: 1, refunds_of_earlier_payments: 4 },
    });
  });
});

describe("what it prints", () => {
  it.each([80, 120])("fits %i columns and ends with the proof", async (width) => {
    const { out } = await settle([], LOG, width);
    const lines = stripVTControlCharacters(out).trimEnd().split("\n");
    expect(lines.filter((line) => line.length > width)).toEqual([]);
    expect(lines.join(" ")).toContain("1 declined payment not posted; 1 refund without a payment not posted.");
    expect(lines.at(-1)).toBe("Proved: 21 sums of the ledger equal the report's to the minor unit.");
  });

  it("is the document as JSON, which ends with both figures of every sum", async () => {
    const { out, written } = await settle(["--format", "json"]);
    const document = JSON.parse(out);
    expect(written("settlement.json")).toBe(out);
    expect(Object.keys(document).at(-1)).toBe("proof");
    expect(document.proof.lines).toContainEqual({ figure: "discount", ledger_minor: 3000, report_minor: 3000 });
    expect(document.forfeited).toEqual({ debit_minor: 0, credit_minor: 500, balance_minor: -500 });
  });

  it("writes all files, or none", async () => {
    expect((await settle()).names.sort()).toEqual([
      "out/ledger.csv",
      "out/merchant_statements.csv",
      "out/settlement.journal",
      "out/settlement.json",
      "out/sponsor_invoices.csv",
    ]);
    const broken = await settle(["--strict"], LOG.replace("100.00,payment,,\nT2", "x,payment,,\nT2"));
    expect([broken.code, broken.names]).toEqual([3, []]);
  });
});
