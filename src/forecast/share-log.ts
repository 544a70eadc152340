/** Puts a log that was read into shared memory, with all that campaigns ask of it by text worked out. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { deriveKey, runKey } from "../chance/keys.js";
import { type DrawIdentity, LogIdentities } from "../engine/identities.js";
import { idKey } from "../sharing/share-draws.js";
import { columnNamed } from "../transactions/column-named.js";
import {
  isJoined,
  type JoinedColumn,
  PAYMENT,
  type TextColumn,
  type TransactionColumns,
} from "../transactions/columns.js";
import { PERSONAL_COLUMNS } from "../transactions/known-columns.js";
import { type ScreenedRows, screenLog } from "./screen-log.js";
import type { SharedDrawKeys, SharedKeys, SharedLog, SharedText } from "./shared-log.js";

export interface ShareOptions {
  readonly seed: string;
  /** Whether rows come to pass at other times than the log's: windows are then left to the runs. */
  readonly timeMoves: boolean;
  /** By how much prices may rise before the tests of a campaign's minimum. */
  readonly raisedByMinor: number;
}

/** Plain columns, once for any number of campaign sets. */
export class LogShare {
  private readonly copies = new Map<ArrayBufferView, ArrayBufferView>();

  constructor(private readonly columns: TransactionColumns) {}

  /** What the runs of a campaign set need. */
  for(set: CampaignSet, options: ShareOptions): SharedLog {
    const { columns } = this;
    const { length } = columns;
    const isPersonal = (name: string) => PERSONAL_COLUMNS.includes(name) || set.identities.has(name);
    const funded = set.campaigns.some(({ funding }) => funding.byMerchant.size > 0);
    const eligibility = set.campaigns.flatMap((campaign) => campaign.eligibility.flatMap(({ column }) => column ?? []));
    const { starts, candidates } = screenLog(set, columns, options);
    const screened: ScreenedRows = { starts: fresh(starts), candidates: fresh(candidates) };
    return {
      length,
      timeMs: this.shared(columns.timeMs),
      type: this.shared(columns.type),
      prior: this.shared(columns.prior),
      amountMinor: this.shared(columns.amountMinor),
      balanceMinor: this.shared(columns.balanceMinor),
      risk: this.shared(columns.risk),
      points: columns.points && this.shared(columns.points),
      clientDiscountMinor: columns.clientDiscountMinor && this.shared(columns.clientDiscountMinor),
      refundOf: this.shared(columns.refundOf),
      bareRefund: this.shared(columns.bareRefund),
      userId: this.text(columns.userId, true, false),
      merchantId: this.text(columns.merchantId, false, funded),
      offer: this.text(columns.offer, false, true),
      text: new Map(eligibility.map((name) => [name, this.text(columnNamed(columns, name), isPersonal(name), false)])),
      ...this.identities(set, options.seed, isPersonal),
      idHashes: set.campaigns.some(({ grants }) => grants !== null) ? this.idHashes(options.seed) : null,
      ...screened,
    };
  }

  private identities(set: CampaignSet, seed: string, isPersonal: (name: string) => boolean) {
    const { columns } = this;
    const identities = new LogIdentities(columns, runKey(seed));
    const limitKeys = new Map<string, SharedKeys>();
    for (const { per } of set.campaigns.flatMap(({ limits }) => limits)) {
      const name = JSON.stringify(per);
      if (limitKeys.has(name)) continue;
      const keys = identities.limitKeys(per);
      const size = keys.reduce((most, key) => Math.max(most, key), 0) + 1;
      limitKeys.set(name, { keys: this.shared(keys), size, personal: per.some(isPersonal) });
    }
    const drawKeys = new Map<string, SharedDrawKeys>();
    const nobody = columns.userId.codes.includes(0) ? new Int32Array(2 * columns.length) : null;
    for (const { draw, discount } of set.campaigns) {
      if (discount.rule.law === undefined || drawKeys.has(draw.identity)) continue;
      const { keys, hashes } = drawKeysOf(columns, identities.drawsOf(draw.identity), nobody);
      const personalFrom = isPersonal(draw.identity) ? 1 : columnNamed(columns, draw.identity).dictionary.size;
      const cells = columnNamed(columns, draw.identity).dictionary.size;
      drawKeys.set(draw.identity, { keys: fresh(keys), hashes: fresh(hashes), cells, personalFrom });
    }
    const drawn = nobody !== null && drawKeys.size > 0;
    return { limitKeys, drawKeys, anonymousHashes: drawn ? fresh(nobody) : null };
  }

  private idHashes(seed: string): Int32Array {
    const { length, type, prior, transactionId } = this.columns;
    const key = idKey(runKey(seed));
    const hashes = new Int32Array(new SharedArrayBuffer(8 * length));
    for (let row = 0; row < length; row++) {
      if (type[row] !== PAYMENT || prior[row] === 1) continue;
      const { k0, k1 } = deriveKey(key, transactionId.dictionary.text(transactionId.codes[row]));
      hashes[2 * row] = k0;
      hashes[2 * row + 1] = k1;
    }
    return hashes;
  }

  private text(column: TextColumn | JoinedColumn, personal: boolean, withTexts: boolean): SharedText {
    const { dictionary } = column;
    const codes = isJoined(column) ? column.key.codes.map((code) => column.codes[code]) : column.codes;
    const texts = withTexts ? Array.from({ length: dictionary.size }, (_, code) => dictionary.text(code)) : null;
    return { codes: this.shared(codes), size: dictionary.size, texts, personal };
  }

  /** The array in shared memory: copied the first time that it is asked for. */
  private shared<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
    const known = this.copies.get(array) as T | undefined;
    if (known !== undefined) return known;
    const copy = fresh(array);
    this.copies.set(array, copy);
    return copy;
  }
}

function fresh<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
  const copy = new (array.constructor as new (buffer: SharedArrayBuffer) => T)(new SharedArrayBuffer(array.byteLength));
  copy.set(array as never);
  return copy;
}

/** The identity of every row that draws, and the hash of each; those of rows of nobody, two words a row, go into `nobody`. */
function drawKeysOf({ length, type }: TransactionColumns, identity: DrawIdentity, nobody: Int32Array | null) {
  const keys = new Int32Array(length);
  let size = 1;
  for (let row = 0; row < length; row++) {
    keys[row] = identity.keyAt(row);
    if (keys[row] >= size) size = keys[row] + 1;
  }
  const hashes = new Int32Array(2 * size);
  const known = new Uint8Array(size);
  for (let row = 0; row < length; row++) {
    const key = keys[row];
    if (type[row] !== PAYMENT || (key !== 0 && known[key] === 1)) continue;
    known[key] = 1;
    identity.hash(row);
    const into = key === 0 ? nobody : hashes;
    const at = key === 0 ? 2 * row : 2 * key;
    if (into === null) continue;
    into[at] = identity.hash0;
    into[at + 1] = identity.hash1;
  }
  return { keys, hashes };
}
