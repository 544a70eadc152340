/** Suites of the command line run: their files read from the machine, and what was found. */
import { dirname, isAbsolute, join } from "node:path";
import type { CheckDocument } from "../check/check-document.js";
import { check } from "../check.js";
import { findSuites } from "./check-find-suites.js";
import { only } from "./check-only.js";
import { openDataSource } from "./data-source.js";
import type { Host } from "./host.js";
import { createProgress } from "./progress.js";
import { readCampaignFiles } from "./read-campaign-files.js";

export interface CheckRun {
  readonly document: CheckDocument;
  /** Texts of the suites as they stand in their files, a byte order mark included, by name. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface RunOptions {
  readonly paths: readonly string[];
  readonly only: string | undefined;
  /** Told every file and folder that the result depends on, before it is read. */
  heed(path: string): void;
}

/** @throws InputError, AccessError; UsageError where `only` leaves nothing */
export async function runSuites(host: Host, { paths, only: part, heed }: RunOptions): Promise<CheckRun> {
  const files = await findSuites(host, paths, heed);
  const suites = [];
  for (const file of files) {
    heed(file);
    suites.push({ file, text: await host.readFile(file) });
  }
  const progress = createProgress(host);
  const document = await check({
    suites,
    readCampaigns: async (suite, path) => {
      const place = pathFrom(suite, path);
      heed(place);
      const campaigns = await readCampaignFiles(host, [place]);
      for (const { file } of campaigns) heed(file);
      return campaigns.map(({ file, bytes }) => ({ file, text: bytes }));
    },
    openData: (suite, path) => {
      const place = pathFrom(suite, path);
      heed(place);
      return openDataSource(host, place);
    },
    onProgress: ({ done, of, suite }) => {
      progress.update({ stage: `checking ${suite}`, rows: done, unit: "checks", share: of === 0 ? null : done / of });
      return host.breathe();
    },
  }).finally(() => progress.finish());
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const texts = new Map(suites.map(({ file, text }) => [file, decoder.decode(text)]));
  return { document: part === undefined ? document : only(document, part), texts };
}

/** A path that a suite names, from the suite's own place. A file may be called `-`: suites cannot name standard input. */
function pathFrom(suite: string, path: string): string {
  const place = isAbsolute(path) ? path : join(dirname(suite), path);
  return place === "-" ? "./-" : place;
}
