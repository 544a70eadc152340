/** How often detection is wrong, and how many attackers it finds, measured: `node test/detect/measure.js [logs] [rows] [first seed]`, by default 1,000 logs a scenario. */
import { startVitest } from "vitest/node";

const [logs = "1000", rows = "3000", seed = "100001"] = process.argv.slice(2);
process.env.DETECT_LOGS = logs;
process.env.DETECT_ROWS = rows;
process.env.DETECT_SEED = seed;
const vitest = await startVitest("test", ["test/detect/false-positives.test.ts"], {
  run: true,
  testTimeout: 3_600_000,
});
await vitest.close();
