/** A worker of a forecast: makes the job ready when it starts, then carries out one batch of runs after the other. */
import { workerData } from "piscina";
import { createRunner } from "../forecast/run-job.js";

/** What the pool calls, with a batch. */
export default createRunner(workerData);
