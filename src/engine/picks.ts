/** What customers name in the column `offer`: a campaign or a coupon that leads if it can, and why so many could not. */
import type { Campaign } from "../campaigns/campaign.js";
import type { Dictionary, TransactionColumns } from "../transactions/columns.js";
import { COUPON_FAULTS, type Coupons, NO_COUPON } from "./coupons.js";
import type { Quote } from "./quoter.js";
import { REFUSALS, type Refusal } from "./refusals.js";

/** In place of a campaign: the customer takes none, or has no say that could be followed. */
export const TAKES_NONE = -2;
export const NO_SAY = -1;

/** Why what was named could not lead: nothing has that name, the coupon cannot be used, or its campaign made no offer. */
export const PICK_FAULTS = ["unknown", ...COUPON_FAULTS, ...REFUSALS] as const;

/** How often what was named could not lead, by index in `PICK_FAULTS`. */
export interface PickFaults {
  /** Names of campaigns, and of nothing that there is. */
  readonly offers: Float64Array;
  readonly coupons: Float64Array;
}

export class Picks {
  readonly faults: PickFaults = {
    offers: new Float64Array(PICK_FAULTS.length),
    coupons: new Float64Array(PICK_FAULTS.length),
  };
  /** The campaign that the last payment named, itself or by its coupon, and that made it no offer; `NO_SAY` where that is not so. */
  missed = NO_SAY;
  private missedCoupon = false;
  private readonly codes: Int32Array;
  private readonly dictionary: Dictionary;
  /** By code of the column: the campaign that it names, `NO_SAY`, or `TAKES_NONE`. */
  private readonly campaigns: Int32Array;
  /** By code of the column: the coupon that it names, or `NO_COUPON`. */
  private readonly coupons: Int32Array;

  constructor(
    campaigns: readonly Campaign[],
    { offer, coupons: table }: TransactionColumns,
    private readonly store: Coupons,
  ) {
    const { dictionary, codes } = offer;
    const { size } = dictionary;
    this.codes = codes;
    this.dictionary = dictionary;
    const indexes = new Map(campaigns.map(({ id }, index) => [id, index]));
    this.campaigns = Int32Array.from({ length: size }, (_, code) => {
      const text = dictionary.text(code);
      return text === "-" ? TAKES_NONE : (indexes.get(text) ?? NO_SAY);
    });
    // A campaign goes before a coupon of the same name.
    this.coupons = Int32Array.from({ length: size }, (_, code) => {
      if (code === 0 || table === null || this.campaigns[code] !== NO_SAY) return NO_COUPON;
      const known = table.ids.codeOf(dictionary.text(code));
      return known > 0 ? known - 1 : NO_COUPON;
    });
  }

  /** Before offers are made to the payment at `row`: the coupon that it names is the one that they reckon with. */
  announce(row: number): void {
    this.store.name(this.coupons[this.codes[row]]);
  }

  /** From now on there is a coupon with this id: a cell that names nothing else names it. */
  learn(coupon: number, id: string): void {
    const code = this.dictionary.codeOf(id);
    if (code > 0 && this.campaigns[code] === NO_SAY && this.coupons[code] === NO_COUPON) this.coupons[code] = coupon;
  }

  /** The campaign whose offer leads the payment at `row` by the customer's word, `NO_SAY` or `TAKES_NONE`. A coupon that is named is the one that will be used. */
  leadOf(row: number, quote: Quote): number {
    const { store, faults } = this;
    store.name(NO_COUPON);
    this.missed = NO_SAY;
    const code = this.codes[row];
    if (code === 0) return NO_SAY;
    const coupon = this.coupons[code];
    const campaign = coupon === NO_COUPON ? this.campaigns[code] : store.campaignOf(coupon);
    if (campaign === TAKES_NONE) return TAKES_NONE;
    const fault = coupon === NO_COUPON ? null : store.faultOf(coupon, row);
    if (fault !== null) faults.coupons[PICK_FAULTS.indexOf(fault)]++;
    else if (campaign === NO_SAY) (coupon === NO_COUPON ? faults.offers : faults.coupons)[UNKNOWN]++;
    else if (quote.find(campaign) !== -1) {
      store.name(coupon);
      return campaign;
    } else {
      this.missed = campaign;
      this.missedCoupon = coupon !== NO_COUPON;
    }
    return NO_SAY;
  }

  /** Why `missed` made no offer: who drives the engine knows of all tests. */
  explain(refusal: Refusal): void {
    const { offers, coupons } = this.faults;
    (this.missedCoupon ? coupons : offers)[PICK_FAULTS.indexOf(refusal)]++;
  }
}

const UNKNOWN = PICK_FAULTS.indexOf("unknown");
