/** Runs one command line: finds the command, and turns whatever stops it into a message and an exit code. */
import { Command, CommanderError } from "commander";
import { InputError } from "../domain/problem.js";
import { sanitize } from "../report/layout/sanitize.js";
import { VERSION } from "../version.js";
import { COMMANDS } from "./commands/registry.js";
import {
  AccessError,
  CheckFailed,
  EXIT_CODE,
  EXIT_CODE_MEANINGS,
  type ExitCode,
  Interrupted,
  OutputClosed,
  UsageError,
} from "./exit-code.js";
import { createHost, type Host } from "./host.js";

/** What `bin/promosim.js` calls. */
export async function runOnThisMachine(): Promise<void> {
  const host = createHost();
  host.setExitCode(await run(host));
}

/** Runs the command line of `host.args`; never fails. */
export async function run(host: Host): Promise<ExitCode> {
  try {
    await runCommand(host);
    return EXIT_CODE.done;
  } catch (error) {
    return await explain(host, error);
  }
}

async function runCommand(host: Host): Promise<void> {
  const printed = { out: "", err: "" };
  const program = new Command("promosim")
    .description("Rehearses promotion campaigns on real transactions before they go live.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        printed.out += text;
      },
      writeErr: (text) => {
        printed.err += text;
      },
      getOutHelpWidth: () => host.stdout.columns,
      getErrHelpWidth: () => host.stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", () => `\n${exitCodeHelp()}`);
  for (const entry of COMMANDS) {
    const command = program
      .command(entry.name)
      .summary(entry.summary)
      .description(`${capital(entry.summary)}.`);
    command.showHelpAfterError(`Run "promosim ${entry.name} --help" for all options.`);
    if (host.args.includes(entry.name)) (await entry.load())(command, host);
  }
  try {
    await program.parseAsync([...host.args], { from: "user" });
  } finally {
    if (printed.err !== "") await host.stderr.write(harmless(printed.err));
    if (printed.out !== "") await host.stdout.write(printed.out);
  }
}

/** Writes what went wrong to standard error; the code it stands for. */
async function explain(host: Host, error: unknown): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.done : EXIT_CODE.usage;
  if (error instanceof OutputClosed) return EXIT_CODE.done;
  if (error instanceof CheckFailed) return EXIT_CODE.failed;
  if (error instanceof Interrupted || host.interrupted.aborted) return EXIT_CODE.interrupted;
  try {
    if (error instanceof InputError) {
      // Imported when it is needed, like the commands.
      const { printProblems } = await import("./print-problems.js");
      await printProblems(host, error.problems);
      return EXIT_CODE.input;
    }
    if (error instanceof AccessError || error instanceof UsageError) {
      await host.stderr.write(`error: ${sanitize(error.message)}\n`);
      return error instanceof AccessError ? EXIT_CODE.access : EXIT_CODE.usage;
    }
    await host.stderr.write(harmless(describeBug(error)));
  } catch {
    // Standard error is closed: nobody is left to tell.
  }
  return EXIT_CODE.bug;
}

function describeBug(error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    "promosim stopped on a bug of its own; your input is not to blame.",
    "Please report it with this text and, where you can, the files that lead to it:",
    "",
    `promosim ${VERSION}`,
    ...what.split("\n").slice(0, 8),
    "",
  ].join("\n");
}

/** Several lines, in which names of files and arguments may stand. */
function harmless(text: string): string {
  return text.split("\n").map(sanitize).join("\n");
}

function exitCodeHelp(): string {
  return ["Exit codes:", ...EXIT_CODE_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`)].join(
    "\n",
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
