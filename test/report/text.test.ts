/** The text report: whole at two widths, and what must hold at any. */
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { ReportDocument } from "../../src/report/document.js";
import { renderText } from "../../src/report/formats/text.js";
import { madeUpDetails, madeUpDocument } from "./made-up-document.js";
import { madeUpReport } from "./made-up-report.js";
import { CAMPAIGNS } from "./worked-example.js";

const render = (document: ReportDocument, columns = 80, color = false) =>
  renderText(document, madeUpDetails(), { columns, color });
const empty = { ...madeUpDetails(), period: null, rejected: [] };

describe("renderText", () => {
  it.each([80, 120])("tells the whole story in %i columns", async (columns) => {
    await expect(render(madeUpDocument(), columns)).toMatchFileSnapshot(`golden/report-${columns}.txt`);
  });

  it("is never wider than asked, from 20 columns up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 260 }), (columns) => {
        for (const line of render(madeUpDocument(), columns).split("\n")) {
          expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is never wider than asked, whatever the names", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.integer({ min: 20, max: 130 }), (name, columns) => {
        const document = madeUpDocument();
        const { id } = document.campaigns[1];
        Object.assign(document.campaigns[1], { id: name, name });
        for (const line of document.burn) if (line.campaign_id === id) line.campaign_id = name;
        document.merchants[3].merchant_id = name;
        document.warnings[0].message = name;
        document.inputs[1].file = name;
        for (const line of render(document, columns).split("\n")) {
          expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps whole figures however large they are", () => {
    const document = madeUpDocument();
    document.campaigns[0].discount_minor = 12_345_678_901_234_567_890n;
    expect(render(document)).toContain("123,456,789,012,345,678.90");
  });

  it("colours without changing a character", () => {
    const colored = render(madeUpDocument(), 100, true);
    expect(colored).toContain("\u001b[1m");
    expect(stripVTControlCharacters(colored)).toBe(render(madeUpDocument(), 100));
  });

  it("lets nothing from outside reach the terminal", () => {
    const hostile = "x\u001b]0;t\u0007\u009b2J\u202e\u2066\r\n\u0000";
    const document = madeUpDocument();
    document.seed = hostile;
    document.timezone = hostile;
    document.merchants[0].merchant_id = hostile;
    document.warnings[0] = { code: hostile, message: hostile, campaign_id: hostile };
    for (const campaign of document.campaigns) campaign.name = hostile;
    for (const input of document.inputs) input.file = hostile;
    const details = {
      ...madeUpDetails(),
      sentences: [hostile],
      rejected: [{ file: hostile, reason: hostile, count: 1 }],
    };
    const text = renderText(document, details, { columns: 80, color: false });
    expect(text).toMatch(/x�\]0;t��2J��/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  });

  it("says so when no row was replayed", () => {
    const { document } = madeUpReport(CAMPAIGNS, []);
    const text = renderText(document, empty, { columns: 80, color: false });
    expect(text).toContain("No row was replayed, so there is nothing to report.");
    expect(text).toContain("The log has a header and no rows.");
    expect(text).not.toMatch(/Totals|Who pays|Burn|NaN|undefined/);
  });

  it("says so when nothing was given, and where to look", () => {
    const payment = { type: "payment", timeMs: 0, user: "u", merchant: "m", price: 500, taken: [] } as const;
    const { document } = madeUpReport(CAMPAIGNS, [payment]);
    const text = renderText(document, { ...empty, period: { first: 0, last: 0 } }, { columns: 80, color: false });
    expect(text).toContain('In 1 payment no campaign was used; "Where the attempts went" says why.');
    expect(text).not.toMatch(/Who pays|Burn by day|How large|NaN|undefined/);
  });

  it("says so when there are no campaigns, or all payments were declined", () => {
    const payment = { type: "payment", timeMs: 0, user: "u", merchant: "m", price: 500, taken: [] } as const;
    const declined = { ...payment, decline: "risk_rejected" } as const;
    const text = (document: ReportDocument) => renderText(document, empty, { columns: 80, color: false });
    expect(text(madeUpReport([], [payment]).document)).toContain("There are no campaigns.");
    expect(text(madeUpReport(CAMPAIGNS, [declined]).document)).toContain("No payment went through.");
  });

  it("shows the largest of 2,000 campaigns and says how many more there are", () => {
    const document = madeUpDocument();
    const [model] = document.campaigns;
    document.campaigns = Array.from({ length: 2000 }, (_, i) => ({
      ...model,
      id: `campaign-${i}`,
      discount_minor: BigInt((i * 7919) % 2000),
    }));
    document.burn = document.campaigns.map(({ id }) => ({ ...document.burn[0], campaign_id: id }));
    const text = render(document);
    expect(text).toContain("1,980 more campaigns in report.json (--out).");
    // 321 × 7919 mod 2000 is 1999; 741 is the 21st.
    expect(text).toMatch(/^ {2}campaign .*used .*\n {2}campaign-321 /m);
    expect(text).not.toContain("campaign-741 ");
    expect(text.split("\n").length).toBeLessThan(320);
  });
});
