/** The records of a table of coupons, turned into columns; of coupons with one id the first that is accepted counts. */
import type { Zone } from "../domain/zone.js";
import { CellCursor } from "./cell-cursor.js";
import type { CouponTable } from "./columns.js";
import { Interner } from "./intern.js";
import type { ColumnPlace } from "./map-columns.js";
import { parseTimestamp } from "./parse-timestamp.js";
import type { Rejects } from "./rejects.js";
import type { TextStore } from "./row-store.js";
import type { RecordView } from "./split-records.js";

export const COUPON_COLUMNS = ["coupon_id", "user_id", "campaign_id", "valid_from", "valid_until"] as const;
type CouponColumn = (typeof COUPON_COLUMNS)[number];

const FIRST_CAPACITY = 1024;

export class CouponReader {
  private readonly cell = new CellCursor();
  private readonly ids = new Interner();
  private readonly users = new Interner();
  private readonly campaigns = new Interner();
  private readonly places: Readonly<Record<CouponColumn, ColumnPlace>>;
  private userCodes = new Int32Array(FIRST_CAPACITY);
  private campaignCodes = new Int32Array(FIRST_CAPACITY);
  private fromMs = new Float64Array(FIRST_CAPACITY);
  private untilMs = new Float64Array(FIRST_CAPACITY);

  constructor(
    header: readonly string[],
    private readonly rejects: Rejects,
    private readonly zone: Zone,
  ) {
    const place = (name: CouponColumn): ColumnPlace => ({ name, index: header.indexOf(name), translation: null });
    this.places = {
      coupon_id: place("coupon_id"),
      user_id: place("user_id"),
      campaign_id: place("campaign_id"),
      valid_from: place("valid_from"),
      valid_until: place("valid_until"),
    };
  }

  /** Number of coupons. */
  get size(): number {
    return this.ids.size - 1;
  }

  broken(view: RecordView, reason: string): void {
    this.rejects.add(view, reason, "", -1);
  }

  record(view: RecordView): void {
    const { coupon_id, user_id, campaign_id, valid_from, valid_until } = this.places;
    if (this.lacks(view, coupon_id) || this.lacks(view, user_id) || this.lacks(view, campaign_id)) return;
    const fromMs = this.moment(view, valid_from, Number.NEGATIVE_INFINITY);
    if (Number.isNaN(fromMs)) {
      this.reject(view, "bad_valid_from", valid_from);
      return;
    }
    const untilMs = this.moment(view, valid_until, Number.POSITIVE_INFINITY);
    if (Number.isNaN(untilMs)) {
      this.reject(view, "bad_valid_until", valid_until);
      return;
    }
    const known = this.ids.size;
    if (this.intern(view, coupon_id, this.ids) < known) {
      this.reject(view, "duplicate_key", coupon_id);
      return;
    }

    const coupon = known - 1;
    if (coupon === this.userCodes.length) this.grow();
    this.userCodes[coupon] = this.intern(view, user_id, this.users);
    this.campaignCodes[coupon] = this.intern(view, campaign_id, this.campaigns);
    this.fromMs[coupon] = fromMs;
    this.untilMs[coupon] = untilMs;
  }

  /** With its holders found among the users of the log; and how many coupons are held by one of them. */
  join(users: TextStore): { readonly table: CouponTable; readonly matched: number } {
    const { size } = this;
    const partners = new Int32Array(this.users.size).fill(-1);
    for (let code = 1; code < partners.length; code++) partners[code] = this.users.findIn(users.dictionary, code);
    const user = this.userCodes.slice(0, size).map((code) => partners[code]);
    const table = {
      length: size,
      ids: this.ids,
      user,
      campaignId: { codes: this.campaignCodes.slice(0, size), dictionary: this.campaigns },
      validFromMs: this.fromMs.slice(0, size),
      validUntilMs: this.untilMs.slice(0, size),
    };
    return { table, matched: user.reduce((count, code) => (code > 0 ? count + 1 : count), 0) };
  }

  private lacks(view: RecordView, place: ColumnPlace): boolean {
    this.cell.take(view, place);
    if (this.cell.empty) this.reject(view, `missing_${place.name}`, place);
    return this.cell.empty;
  }

  private reject(view: RecordView, reason: string, place: ColumnPlace): void {
    this.rejects.add(view, reason, place.name, place.index);
  }

  /** `open` for an empty cell, NaN for one that is no time. */
  private moment(view: RecordView, place: ColumnPlace, open: number): number {
    const { cell } = this;
    cell.take(view, place);
    return cell.empty ? open : parseTimestamp(cell.bytes, cell.from, cell.to, this.zone);
  }

  private intern(view: RecordView, place: ColumnPlace, into: Interner): number {
    const { cell } = this;
    cell.take(view, place);
    return into.intern(cell.bytes, cell.from, cell.to);
  }

  private grow(): void {
    const integers = (array: Int32Array) => {
      const larger = new Int32Array(array.length * 2);
      larger.set(array);
      return larger;
    };
    const doubles = (array: Float64Array) => {
      const larger = new Float64Array(array.length * 2);
      larger.set(array);
      return larger;
    };
    this.userCodes = integers(this.userCodes);
    this.campaignCodes = integers(this.campaignCodes);
    this.fromMs = doubles(this.fromMs);
    this.untilMs = doubles(this.untilMs);
  }
}
