/** The cases of a suite, once its campaigns are known. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { createLeaves, type Leaves } from "../schema/leaves.js";
import { type ExpectContext, readExpectations } from "./expectations.js";
import { type GivenColumns, givenColumns, readGiven } from "./read-given.js";
import { sponsorsOf } from "./sponsors.js";
import type { Case, Look, Suite } from "./suite.js";
import { caseShape } from "./suite-schema.js";

/** Those that can be run; problems go to the suite's file. */
export function readCases({ file, cases }: Suite, set: CampaignSet): readonly Case[] {
  const leaves = createLeaves(set.currency.exponent);
  const context: ExpectContext = {
    file,
    campaignIds: set.campaigns.map(({ id }) => id),
    sponsors: sponsorsOf(set),
    leaves,
  };
  const columns = givenColumns(set);
  return cases.flatMap((path) => readCase(context, path, columns, leaves) ?? []);
}

function readCase(context: ExpectContext, path: Path, columns: GivenColumns, leaves: Leaves): Case | null {
  const { file } = context;
  const { name } = readKeys(file, path, caseShape(leaves));
  const given = readGiven(file, [...path, "given"], columns);
  const looks: Look[] = [];
  const transactions = file.nodeAt([...path, "given", "transactions"]);
  const earlier = transactions?.kind === "list" ? transactions.items : [];
  for (const [row] of earlier.entries()) {
    const at = [...path, "given", "transactions", row];
    if (file.nodeAt([...at, "expect"]) === undefined) continue;
    const type = file.nodeAt([...at, "type"]);
    const isRefund = type?.kind === "scalar" && type.text.trim() === "refund";
    looks.push({ row, expectations: readExpectations(context, [...at, "expect"], isRefund ? "refund" : "payment") });
  }
  // Where it is not clear what the case is about, that is told already, and its expectations are left alone.
  const kinds = (["payment", "refund"] as const).filter((kind) => file.nodeAt([...path, "given", kind]) !== undefined);
  if (kinds.length !== 1) return null;
  looks.push({ row: earlier.length, expectations: readExpectations(context, [...path, "expect"], kinds[0]) });
  return name === undefined || given === null ? null : { name, path, tables: given.tables, looks };
}
