/** `many_accounts`: one person behind several accounts, each of which follows the tactic of another kind. */
import { z } from "zod";
import type { AttackerKind } from "./contract.js";

export const manyAccounts: AttackerKind<Record<never, never>> = {
  name: "many_accounts",
  summary: "one person behind several accounts, each of which follows the tactic of another kind",
  needs: ["accounts"],
  defaultTactic: "quote_probing",

  parameters: () => z.strictObject({}),

  sentence: ({ accounts }) => `is one person behind ${accounts} account${accounts === 1 ? "" : "s"}`,
};
