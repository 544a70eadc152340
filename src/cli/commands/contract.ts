/** What a command is: its line in the list of commands, and the file that says more, read only when it is called. */
import type { Command } from "commander";
import type { Host } from "../host.js";

/** Adds arguments, options, help and the action to the command. The action fails with the errors of `exit-code.ts` or `InputError`. */
export type DefineCommand = (command: Command, host: Host) => void;

export interface CommandEntry {
  readonly name: string;
  /** One line for `promosim --help`. */
  readonly summary: string;
  load(): Promise<DefineCommand>;
}
