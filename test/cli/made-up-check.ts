/** Documents of checks made by hand, for tests of what is printed of them. */
import type { CheckDocument, CheckResult, Mismatch } from "../../src/check/check-document.js";

export const FILE = "friday.suite.yaml";

export const SUITE = `campaigns: campaigns.yaml
cases:
  - name: takes ten off
    expect:
      offers: { friday: 5.00 }
      payable: 90.00
thresholds:
  - totals.discount_minor <= 20.00
`;

export function mismatch(changes: Partial<Mismatch> = {}): Mismatch {
  return {
    path: "cases[0].expect.offers.friday",
    at: { file: FILE, line: 5, column: 25 },
    expected: "5.00",
    actual: "10.00",
    message: "offers.friday is 10.00, expected 5.00",
    update: { path: ["cases", 0, "expect", "offers", "friday"], value: "10.00" },
    ...changes,
  };
}

export function result(changes: Partial<CheckResult> = {}): CheckResult {
  const mismatches = changes.mismatches ?? [];
  return {
    kind: "case",
    name: "takes ten off",
    at: { file: FILE, line: 3, column: 5 },
    passed: mismatches.length === 0,
    words: "",
    mismatches,
    ...changes,
  };
}

export const failedCase = result({
  mismatches: [
    mismatch(),
    mismatch({
      path: "cases[0].expect.payable",
      at: { file: FILE, line: 6, column: 16 },
      expected: "90.00",
      actual: "95.00",
      message: "payable is 95.00, expected 90.00",
      update: { path: ["cases", 0, "expect", "payable"], value: "95.00" },
    }),
  ],
});

export function threshold(passed: boolean): CheckResult {
  return result({
    kind: "threshold",
    name: "totals.discount_minor <= 20.00",
    at: { file: FILE, line: 8, column: 5 },
    passed,
    words: passed
      ? "totals.discount_minor is 20.00, which is not above 20.00"
      : "totals.discount_minor is 20.01, which is above 20.00",
  });
}

/** One suite; its counts follow from its results. */
export function checked(cases: readonly CheckResult[], thresholds: readonly CheckResult[] = []): CheckDocument {
  const results = [...cases, ...thresholds];
  const passed = results.filter((one) => one.passed).length;
  return {
    schema_version: 1,
    tool: { name: "promosim", version: "0.0.0" },
    passed,
    failed: results.length - passed,
    suites: [{ file: FILE, seed: "promosim", cases, thresholds, warnings: [] }],
  };
}
