/** Suites made of what random cases of the oracle come to: they pass, and each expectation that is changed fails alone. */
import { describe, expect, it } from "vitest";
import { type CheckDocument, check, simulate } from "../../src/index.js";
import { type Cells, cellsOf, replayed, requestOf } from "../compare/run-compare.js";
import type { Case, Row, Table } from "../oracle/case.js";
import { randomCase } from "../oracle/random-case.js";
import { createSource } from "../oracle/random-source.js";

type Expected = Record<string, string | readonly string[] | Record<string, string>>;
type Given = Record<string, string | Expected>;

const SEEDS = 24;
const KNOWN =
  /^(transaction_id|timestamp|type|refund_of|user_id|device_id|card_id|merchant_id|store_id|city|business_type|channel|payment_method|card_type|card_bin|amount|balance|risk|points|offer|client_discount)$/;

/** The case without rows that would be rejected, plainly written. */
async function cleaned(seed: number): Promise<Case> {
  const input = randomCase(seed, { combinations: true, coupons: false });
  const options = { seed: `s${seed}`, onMismatch: input.options.onMismatch ?? "server", allowMissingColumns: true };
  const plain: Case = { ...input, dress: {}, options };
  for (const name of ["history", "users", "merchants"] as const) {
    const table = plain[name];
    if (table === undefined) continue;
    const { history: _h, users: _u, merchants: _m, ...log } = plain;
    const alone: Case = { ...log, [name]: table };
    const { rejects } = await simulate(requestOf(alone));
    if (rejects.some(({ file }) => file.startsWith(name)) || table.rows.some(Array.isArray)) delete plain[name];
  }
  for (;;) {
    const seen = new Set<string>();
    const replayedIds = new Set(cellsOf((await replayed(plain))["outcomes.csv"]).map((row) => row.transaction_id));
    const rows = plain.log.rows.filter((row) => {
      if (Array.isArray(row) || !replayedIds.has(row.transaction_id) || seen.has(row.transaction_id)) return false;
      seen.add(row.transaction_id);
      return row.transaction_id !== "";
    });
    if (rows.length === plain.log.rows.length) return plain;
    plain.log = { columns: plain.log.columns, rows };
  }
}

/** The cells that a suite may name: those that a log has, or that the campaigns speak of. */
function cellsOfRow(row: Row, table: Table, campaigns: string): Given {
  const cells = Object.entries(row as Record<string, string>);
  return Object.fromEntries(
    cells.filter(
      ([key, text]) => table.columns.includes(key) && text !== "" && (KNOWN.test(key) || campaigns.includes(key)),
    ),
  );
}

function expectedOf(row: Cells): Expected {
  if (row.type === "refund") return { refunded_discount: row.refunded_discount, cash: row.payable.replace("-", "") };
  const { outcome, reason, discount, cashback, payable } = row;
  const offers = row.shown.split("; ").flatMap((text) => {
    const [id, amount] = text.split("=");
    return text === "" || amount === "?" ? [] : [[id, amount]];
  });
  const ids = row.campaigns === "" ? ["none"] : row.campaigns.split("; ").map((use) => use.split("=")[0]);
  const used = outcome === "paid" ? { chosen: ids.length === 1 ? ids[0] : ids } : {};
  const made = offers.length === 0 ? {} : { offers: Object.fromEntries(offers) };
  return { outcome, decline: reason === "" ? "none" : reason, discount, cashback, payable, ...used, ...made };
}

interface MadeSuite {
  readonly suite: { cases: { given: Record<string, Given | Given[]>; expect: Expected }[] } & Record<string, unknown>;
  run(suite: unknown): Promise<CheckDocument>;
}

async function suiteOf(input: Case): Promise<MadeSuite | null> {
  const outcomes = cellsOf((await replayed(input))["outcomes.csv"]);
  if (outcomes.length === 0) return null;
  const byId = new Map(outcomes.map((row) => [row.transaction_id, row]));
  const last = outcomes[outcomes.length - 1];
  const { campaigns } = requestOf(input);
  const text = campaigns.map((file) => Buffer.from(file.text).toString()).join();
  const rows = input.log.rows as Record<string, string>[];
  const about = rows.find((row) => row.transaction_id === last.transaction_id) as Record<string, string>;
  const { type: _, ...aboutCells } = cellsOfRow(about, input.log, text);
  if (last.type === "payment") delete aboutCells.refund_of;
  const tables = (["history", "users", "merchants"] as const).flatMap((name) => {
    const table = input[name];
    if (table === undefined || table.rows.length === 0) return [];
    return [[name, table.rows.map((row) => cellsOfRow(row, table, text))] as const];
  });
  const earlier = rows.filter((row) => row !== about);
  const given = {
    ...Object.fromEntries(tables),
    ...(earlier.length === 0
      ? {}
      : {
          transactions: earlier.map((row) => ({
            ...cellsOfRow(row, input.log, text),
            expect: expectedOf(byId.get(row.transaction_id) as Cells),
          })),
        }),
    [last.type]: aboutCells,
  };
  const { seed, onMismatch } = input.options;
  const suite = {
    version: "1",
    campaigns: "c.yaml",
    seed,
    on_mismatch: onMismatch,
    cases: [{ name: input.name, given, expect: expectedOf(last) }],
  };
  return {
    suite: suite as MadeSuite["suite"],
    run: (changed) =>
      check({
        suites: [{ file: "suite.json", text: JSON.stringify(changed) }],
        readCampaigns: async () => campaigns,
        openData: async () => Promise.reject(new Error("cases read no files")),
      }),
  };
}

type Path = readonly (string | number)[];
// biome-ignore lint/suspicious/noExplicitAny: a tree of anything
const at = (tree: any, path: Path): any => path.reduce((node, step) => node[step], tree);

function put(tree: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(tree);
  at(copy, path.slice(0, -1))[path[path.length - 1]] = value;
  return copy;
}

/** Every single expectation of a made suite. */
function leaves({ suite }: MadeSuite): Path[] {
  const [{ given }] = suite.cases;
  const blocks: Path[] = [
    ["cases", 0, "expect"],
    ...((given.transactions ?? []) as Given[]).map((_, i): Path => ["cases", 0, "given", "transactions", i, "expect"]),
  ];
  return blocks.flatMap((block) =>
    Object.entries(at(suite, block) as Expected).flatMap(([key, value]) =>
      typeof value === "string" || Array.isArray(value)
        ? [[...block, key]]
        : Object.keys(value).map((name) => [...block, key, name]),
    ),
  );
}

function changed(path: Path, value: string, campaigns: readonly string[]): string {
  switch (path[path.length - 1]) {
    case "outcome":
      return value === "paid" ? "declined" : "paid";
    case "decline":
      return value === "risk_rejected" ? "none" : "risk_rejected";
    case "chosen":
      return value === "none" ? campaigns[0] : "none";
    default: {
      const digits = (BigInt(value.replace(".", "")) + 1n).toString().padStart(value.replace(".", "").length, "0");
      const decimals = value.includes(".") ? value.length - value.indexOf(".") - 1 : 0;
      return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
    }
  }
}

/** As a mismatch tells a value. */
function inSuite(value: string | readonly string[]): string {
  return typeof value === "string" ? value : `[${value.join(", ")}]`;
}

describe("suites made of what a replay said", () => {
  it("pass, and fail in exactly what is changed, which an update puts right", async () => {
    let looked = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const random = createSource(seed);
      const input = await cleaned(seed);
      const made = await suiteOf(input);
      if (made === null) continue;
      const { suites } = await made.run(made.suite);
      expect(
        suites[0].cases.flatMap(({ mismatches }) => mismatches),
        `seed ${seed}`,
      ).toEqual([]);
      const ids = input.files.flatMap(({ campaigns }) => campaigns.map(({ id }) => id));
      for (let i = 0; i < 6; i++) {
        const path = random.pick(leaves(made));
        const right = at(made.suite, path);
        const wrong = changed(path, right, ids);
        const broken = put(made.suite, path, wrong);
        const [one] = (await made.run(broken)).suites[0].cases;
        expect(one.mismatches, `seed ${seed}: ${path}`).toMatchObject([
          { expected: wrong, actual: inSuite(right), update: { path, value: right } },
        ]);
        expect(JSON.stringify(broken).slice(one.mismatches[0].at.column - 1)).toMatch(
          new RegExp(`^${JSON.stringify(wrong)}`),
        );
        looked++;
      }
    }
    expect(looked).toBeGreaterThan(SEEDS * 4);
  }, 60_000);
});
