/** Runs a case through the library's door in this process: hundreds of cases in the time of a few command lines. */
import { type DataInput, renderJson, simulate } from "../../src/index.js";
import type { Case } from "./case.js";
import type { ToolResult } from "./compare.js";
import { exponentOf } from "./naive-money.js";
import { toolResult } from "./tool-result.js";
import { caseText } from "./write-case.js";

export async function runLibrary(input: Case): Promise<ToolResult> {
  const text = caseText(input);
  const files: Record<string, string> = {};
  const table = (name: string, content: string | null): DataInput | undefined =>
    content === null ? undefined : { name, text: content };
  const { document } = await simulate({
    campaigns: text.campaigns,
    transactions: { name: "log.csv", text: text.log },
    history: table("history.csv", text.history),
    users: table("users.csv", text.users),
    merchants: table("merchants.csv", text.merchants),
    options: { ...input.options, maxRejects: "100%" },
    openFile: (name) => {
      files[name] = "";
      return (piece) => {
        files[name] += piece;
      };
    },
  });
  return toolResult(renderJson(document), files, exponentOf(input));
}
