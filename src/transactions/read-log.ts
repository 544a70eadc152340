/** Reads a log or a history into the rows of a store. */

import { KNOWN_COLUMNS } from "./known-columns.js";
import type { InputSource, LoadRequest } from "./load-request.js";
import { type ColumnMap, mapColumns } from "./map-columns.js";
import { PaymentIndex } from "./payment-index.js";
import { RowReader } from "./read-rows.js";
import { fileLabel, readSource } from "./read-source.js";
import type { RefundTexts } from "./refund-texts.js";
import { Rejects } from "./rejects.js";
import type { RowStore } from "./row-store.js";
import type { Encoding } from "./text-encoding.js";

export interface LogPart {
  readonly map: ColumnMap;
  readonly names: Iterable<string>;
  readonly reader: RowReader;
  readonly ids: PaymentIndex;
  readonly rejects: Rejects;
  /** Rows of the store that came from this file. */
  readonly keptRows: number;
}

/** Every row of the history is prior; of the log those before `--from`. `refundTexts` is null for the history. */
export async function readLog(
  request: LoadRequest,
  source: InputSource,
  store: RowStore,
  encoding: Encoding | null,
  refundTexts: RefundTexts | null,
): Promise<LogPart> {
  const { options, wanted, currency, zone } = request;
  const isLog = source === request.log;
  const before = store.length;
  const ids = new PaymentIndex();
  const rejects = new Rejects(source.name, fileLabel(source, request.log, "history"), options.strict);
  const rowOptions = {
    currency,
    zone,
    negative: options.negative,
    anonymous: options.anonymous,
    decimalComma: options.decimalComma,
    fromMs: isLog ? (options.fromMs ?? Number.NEGATIVE_INFINITY) : Number.POSITIVE_INFINITY,
    toMs: isLog ? (options.toMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
  };
  const expected = new Set<string>([...KNOWN_COLUMNS, ...options.map.values()]);
  let map!: ColumnMap; // The header comes before everything else, or reading fails.
  let reader!: RowReader;
  await readSource(
    source,
    encoding,
    {
      recognises: (name) => expected.has(name),
      header(names) {
        map = mapColumns(source.name, names, { map: options.map, mapValues: options.mapValues, lenient: !isLog });
        reader = new RowReader(store, ids, rejects, refundTexts, map, wanted, rowOptions);
      },
      record: (view) => reader.record(view),
      broken: (view, reason) => reader.broken(view, reason),
    },
    isLog ? (bytes) => request.onProgress?.(bytes, reader?.rows ?? 0) : undefined,
  );
  rejects.check(reader.rows, options.maxRejects);
  return { map, names: map.names, reader, ids, rejects, keptRows: store.length - before };
}
