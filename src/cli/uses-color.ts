/** Whether text may carry colours: what the user says in the environment comes first, then whether a terminal is there. */
import type { Host, Output } from "./host.js";

/** `NO_COLOR` (https://no-color.org) wins over `FORCE_COLOR`; an empty value says nothing. */
export function usesColor({ environment }: Host, output: Output): boolean {
  const { NO_COLOR = "", FORCE_COLOR = "", TERM = "" } = environment;
  if (NO_COLOR !== "") return false;
  if (FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return output.isTerminal && TERM !== "dumb";
}
