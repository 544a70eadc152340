/** Results of a check as JUnit XML, the format that CI servers read: a suite of ours is a `testsuite`, a case or threshold a `testcase`. */
import type { CheckDocument, CheckResult, SuiteResult } from "../check/check-document.js";
import { sanitize } from "../report/layout/sanitize.js";
import { failuresOf, placeInWords, resultsOf } from "./check-in-words.js";

/** Without times: no result depends on a clock, so the same suites give the same bytes. */
export function checkJunit(document: CheckDocument): string {
  const { passed, failed, suites } = document;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "promosim check", ...counts(passed + failed, failed) })}>`,
    ...suites.flatMap(suiteElement),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteElement(suite: SuiteResult): string[] {
  const results = resultsOf(suite);
  const failed = results.filter(({ passed }) => !passed).length;
  const { file } = suite;
  return [
    `  <testsuite${attributes({ name: file, file, ...counts(results.length, failed) })}>`,
    ...results.flatMap((result) => caseElement(file, result)),
    "  </testsuite>",
  ];
}

function caseElement(suite: string, result: CheckResult): string[] {
  const { file, line } = result.at;
  const open = `    <testcase${attributes({ classname: suite, name: result.name, file, line })}`;
  const failures = failuresOf(result);
  if (failures.length === 0) return [`${open}/>`];
  // One failure an element: servers read the first alone.
  const [message] = failures.map((failure) => failure.message);
  const text = failures.map((failure) => `${placeInWords(failure.at)}: ${failure.message}`).map(escapeXml);
  return [
    `${open}>`,
    `      <failure${attributes({ message, type: result.kind })}>${text.join("\n")}</failure>`,
    "    </testcase>",
  ];
}

function counts(tests: number, failures: number) {
  return { tests, failures, errors: 0, skipped: 0 };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** For text and attributes alike. Characters that XML 1.0 has no place for, escaped or not, become U+FFFD. */
function escapeXml(text: string): string {
  return sanitize(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
