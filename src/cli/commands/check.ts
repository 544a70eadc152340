/** `promosim check`: suites of tests for campaigns, run; in words, for CI servers, with expected values written anew, or again and again. */
import { InvalidArgumentError } from "commander";
import { InputError } from "../../domain/problem.js";
import { CHECK_FORMATS, type CheckFormat, OUT_ENDINGS, printCheck, writeResults } from "../check-outputs.js";
import { runSuites } from "../check-run.js";
import { assertUpdateMakesSense, updateSuites } from "../check-update.js";
import { watchChecks } from "../check-watch.js";
import { CheckFailed, OutputClosed, UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { problemsGithub } from "../render-check-github.js";
import type { DefineCommand } from "./contract.js";

interface Flags {
  readonly format?: CheckFormat;
  readonly out?: readonly string[];
  readonly only?: string;
  readonly update?: true;
  readonly watch?: true;
}

export const defineCheck: DefineCommand = (command, host) => {
  command
    .argument("<suite...>", "suites, or folders of them: *.suite.yaml, *.suite.yml, *.suite.json")
    .option(
      "--format <format>",
      `what standard output gets: ${CHECK_FORMATS.join(", ")} (default: text)`,
      once(oneOf(CHECK_FORMATS)),
    )
    .option(
      "-o, --out <file>",
      "also write results to a file: .xml as JUnit, .json as JSON; repeatable (default: none)",
      repeated(outFile),
    )
    .option("--only <text>", "only cases and thresholds with this in their names (default: all)", once(text))
    .option("--update", "write what came in the place of what was expected, then check again")
    .option("--watch", "check again when a suite, or a file that it names, changes; Ctrl-C ends")
    .addHelpText("after", HELP)
    .action((paths: string[], flags: Flags) => checkSuites(host, paths, flags));
};

const HELP = `
Ends with 1 where a check failed, and only then; a suite or campaign that cannot be read is bad input (3). --update keeps
comments and layout, leaves thresholds alone, and is refused where the environment variable CI is set.
docs/suites.md says how to write suites, docs/check.md what the formats hold, docs/ci.md how to check in CI.

Examples:
  promosim check friday.suite.yaml
  promosim check suites/ --format github --out results.xml
  promosim check suites/ --only "new users" --watch
  promosim check friday.suite.yaml --update`;

async function checkSuites(host: Host, paths: readonly string[], flags: Flags): Promise<void> {
  if (flags.update && flags.watch) throw new UsageError("--update and --watch cannot be used together");
  if (flags.update) assertUpdateMakesSense(host);
  if (flags.watch) await watchChecks(host, (heed) => checkOnce(host, paths, flags, heed));
  await checkOnce(host, paths, flags, () => {});
}

async function checkOnce(
  host: Host,
  paths: readonly string[],
  flags: Flags,
  heed: (path: string) => void,
): Promise<void> {
  const { format = "text", out = [], only } = flags;
  try {
    let run = await runSuites(host, { paths, only, heed });
    if (flags.update && (await updateSuites(host, run))) run = await runSuites(host, { paths, only, heed });
    await writeResults(host, out, run.document);
    const { failed } = run.document;
    await printCheck(host, format, run).catch((error) => {
      throw failed > 0 && error instanceof OutputClosed ? new CheckFailed() : error; // `| head` must not turn a failure into a pass
    });
    if (failed > 0) throw new CheckFailed();
  } catch (error) {
    if (error instanceof InputError && format === "github") {
      await host.stdout.write(problemsGithub(error.problems, host.environment.GITHUB_WORKSPACE || undefined));
    }
    throw error;
  }
}

function outFile(path: string): string {
  const endings = Object.keys(OUT_ENDINGS);
  if (endings.some((ending) => path.endsWith(ending))) return path;
  throw new InvalidArgumentError(`Expected a name that ends with ${endings.join(" or ")}.`);
}
