/** Replays a log with checkouts and gives what the tests look at. */
import { type ReportDocument, type Simulation, simulate } from "../../src/index.js";

export interface CheckoutRun {
  readonly simulation: Simulation;
  readonly document: ReportDocument;
  readonly inventory: NonNullable<ReportDocument["inventory"]>;
  /** By transaction id: outcome, reason and discount, such as "paid 5.00" or "declined quote_gone". */
  readonly outcomes: Readonly<Record<string, string>>;
}

export async function replayCheckouts(campaigns: string, log: string, seed = "checkouts"): Promise<CheckoutRun> {
  let outcomes = "";
  const simulation = await simulate({
    campaigns: [{ file: "campaigns.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: log },
    options: { seed },
    openFile: (name) => (text) => {
      if (name === "outcomes.csv") outcomes += text;
    },
  });
  const { document } = simulation;
  if (document.inventory === undefined) throw new Error("the report tells nothing of quotes");
  const [header, ...lines] = outcomes.trim().split("\n");
  const columns = header.split(",");
  const cell = (line: string, name: string) => line.split(",")[columns.indexOf(name)];
  const told = lines.map((line) => {
    const reason = cell(line, "reason");
    return [
      cell(line, "transaction_id"),
      `${cell(line, "outcome")} ${reason === "" ? cell(line, "discount") : reason}`,
    ];
  });
  return { simulation, document, inventory: document.inventory, outcomes: Object.fromEntries(told) };
}
