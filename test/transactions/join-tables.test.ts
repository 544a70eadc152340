import { describe, expect, test } from "vitest";
import { load, problemsOf, texts } from "./load-text.js";

const LOG = "timestamp,user_id,amount,merchant_id\n2026-01-02,u1,1,M1\n2026-01-03,u2,1,\n2026-01-04,u3,1,M2\n";

describe("side tables", () => {
  test("are joined by their first column, the first row of a key counting", async () => {
    const loaded = await load(LOG, {
      users: "id;age;level\nu3; 30 ;gold\nu1;25;\nu1;99;late\n;1;\nu9;1;x\n\nu2\n",
      merchants: 'merchant_id,tier\nM2,"big, bigger"\nM1,small\n',
      wanted: ["user.age", "user.level", "user.id", "merchant.tier", "user.shoe"],
    });
    expect(texts(loaded, "user.age")).toEqual(["25", "", "30"]);
    expect(texts(loaded, "user.level")).toEqual(["", "", "gold"]);
    expect(texts(loaded, "user.id")).toEqual(["u1", "", "u3"]);
    expect(texts(loaded, "merchant.tier")).toEqual(["small", "", "big, bigger"]);
    expect(loaded.columns.text.has("user.shoe")).toBe(false);
    expect([...loaded.available].sort()).toEqual([
      "amount",
      "merchant.merchant_id",
      "merchant.tier",
      "merchant_id",
      "timestamp",
      "user.age",
      "user.id",
      "user.level",
      "user_id",
    ]);
    expect(loaded.rejects).toEqual([
      { file: "users.csv", line: 4, column: "id", reason: "duplicate_key", text: "u1;99;late" },
      { file: "users.csv", line: 5, column: "id", reason: "missing_id", text: ";1;" },
      { file: "users.csv", line: 8, column: "", reason: "wrong_number_of_cells", text: "u2" },
    ]);
    expect(loaded.rows).toEqual({ read: 3, rejected: 0, sorted: false });
    expect(loaded.warnings).toEqual([]);
  });

  test("may hold thousands of keys", async () => {
    const users = Array.from({ length: 5000 }, (_, i) => `u${4999 - i},${4999 - i}`);
    const loaded = await load(LOG, { users: `k,n\n${users.join("\n")}`, wanted: ["user.n"] });
    expect(texts(loaded, "user.n")).toEqual(["1", "2", "3"]);
  });

  test("join before and after sorting alike", async () => {
    const [header, ...rows] = LOG.trim().split("\n");
    const loaded = await load([header, ...rows.reverse()].join("\n"), {
      users: "k,n\nu1,a\nu3,c\n",
      wanted: ["user.n"],
    });
    expect(texts(loaded, "user.n")).toEqual(["a", "", "c"]);
  });

  test("that match no row are suspicious", async () => {
    const loaded = await load(LOG, { users: "phone,age\n139,30\n", wanted: ["user.age"] });
    expect(loaded.warnings).toEqual([
      {
        code: "table-matches-nothing",
        severity: "warning",
        message: "no user of the log is in this table: its attributes are all empty",
        at: { file: "dir/users.csv", line: 0, column: 0 },
        hint: 'the table is keyed by its first column, "phone"',
      },
    ]);
  });

  test("must have a header without repeated names", async () => {
    expect((await problemsOf(load(LOG, { merchants: "" })))[0].code).toBe("empty-file");
    const [problem] = await problemsOf(load(LOG, { users: "id,age,age\n" }));
    expect([problem.code, problem.at]).toEqual(["repeated-column", { file: "dir/users.csv", line: 1, column: 1 }]);
  });
});
