/** Forecasts at the command line: what a second worker is worth, what more runs take of memory, and that the bytes are the same whoever carries out the runs. */
import { readFileSync } from "node:fs";
import { measure, pathOf } from "./measure.js";

/** Runs of two forecasts: what they differ by is runs alone, without start, reading and screening. Of a million rows three runs warm a worker up; of few rows they do not. */
const FEW = 6;
const MANY = 30;
/** For memory, which is measured on a smaller log. Between them it is the summary that grows: it keeps up to 2,048 different values of each figure, and no more beyond. */
const FEW_IN_MEMORY = 20;
const MANY_IN_MEMORY = 400;
const WORKERS = [1, 2, 3, 8];

function forecast({ campaigns, log }, runs, workers) {
  const options = ["--resample", "users", "--runs", `${runs}`, "--workers", `${workers}`, "--format", "json"];
  return [pathOf("../bin/promosim.js"), "forecast", "-c", campaigns, "-t", log, ...options];
}

/** How long a run takes on one worker, and on two at once. */
export async function measureTwoWorkers(inputs, output) {
  const ms = async (runs, workers) => (await measure(forecast(inputs, runs, workers), output)).ms;
  const few = [await ms(FEW, 1), await ms(FEW, 2)];
  const many = [await ms(MANY, 1), await ms(MANY, 2)];
  const [one, two] = many.map((time, i) => (time - few[i]) / (MANY - FEW));
  return { one, two };
}

/** Peak memory of few runs, and of many. */
export async function measureMemory(inputs, output) {
  const bytes = async (runs) => (await measure(forecast(inputs, runs, 2), output)).peakBytes;
  return { few: await bytes(FEW_IN_MEMORY), many: await bytes(MANY_IN_MEMORY) };
}

/** @throws Error where a document depends on the number of workers */
export async function expectSameBytes(inputs, output) {
  const documents = [];
  for (const workers of WORKERS) {
    await measure(forecast(inputs, FEW_IN_MEMORY, workers), output);
    documents.push(readFileSync(output, "utf8"));
  }
  const other = documents.findIndex((document) => document !== documents[0]);
  if (other !== -1) throw new Error(`${WORKERS[other]} workers forecast something else than ${WORKERS[0]}`);
}
