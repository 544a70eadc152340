/** The long run of the oracle: `node test/oracle/nightly.js [cases] [first seed]`, by default 20,000 cases after those of the tests. */
import { startVitest } from "vitest/node";

const [cases = "20000", seed = "100001"] = process.argv.slice(2);
process.env.ORACLE_CASES = cases;
process.env.ORACLE_SEED = seed;
const vitest = await startVitest("test", ["test/oracle/oracle.test.ts"], { run: true, testTimeout: 600_000 });
await vitest.close();
