/** Reads the table of coupons: `coupon_id`, `user_id`, `campaign_id`, and from when until when each is valid. */
import { InputError, type Problem } from "../domain/problem.js";
import { COUPON_COLUMNS, CouponReader } from "./coupon-reader.js";
import type { InputSource, LoadRequest } from "./load-request.js";
import { checkRepeated } from "./map-columns.js";
import { fileLabel, readSource } from "./read-source.js";
import { Rejects } from "./rejects.js";
import type { Encoding } from "./text-encoding.js";

export interface CouponPart {
  readonly source: InputSource;
  readonly reader: CouponReader;
  readonly rejects: Rejects;
}

const REQUIRED: readonly string[] = ["coupon_id", "user_id", "campaign_id"];

export async function readCoupons(
  request: LoadRequest,
  source: InputSource,
  encoding: Encoding | null,
): Promise<CouponPart> {
  const rejects = new Rejects(source.name, fileLabel(source, request.log, "coupons"), request.options.strict);
  const known: readonly string[] = COUPON_COLUMNS;
  let reader!: CouponReader; // The header comes before everything else, or reading fails.
  await readSource(source, encoding, {
    recognises: (name) => known.includes(name),
    header(names) {
      checkHeader(source.name, names);
      reader = new CouponReader(names, rejects, request.zone);
    },
    record: (view) => reader.record(view),
    broken: (view, reason) => reader.broken(view, reason),
  });
  return { source, reader, rejects };
}

function checkHeader(file: string, header: readonly string[]): void {
  const problems: Problem[] = [];
  const report = (code: string, message: string, hint: string): void => {
    problems.push({ code, severity: "error", message, at: { file, line: 1, column: 1 }, hint });
  };
  checkRepeated(header, report);
  const missing = REQUIRED.filter((name) => !header.includes(name)).map((name) => `"${name}"`);
  if (missing.length > 0) {
    const columns = missing.length === 1 ? "column" : "columns";
    const hint = `a table of coupons has the columns ${COUPON_COLUMNS.join(", ")}; the last two may be left out`;
    report("missing-columns", `the header has no ${columns} ${missing.join(", ")}`, hint);
  }
  if (problems.length > 0) throw new InputError(problems);
}
