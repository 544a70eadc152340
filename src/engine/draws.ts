/** The draws of all campaigns: whose draw an attempt gets, which one it is, and its uniforms. docs/draws.md gives the scheme. */
import type { Campaign } from "../campaigns/campaign.js";
import type { Key } from "../chance/keys.js";
import { Threefry } from "../chance/threefry.js";
import { Counter } from "./counter.js";
import { type DrawIdentity, drawKey, type Identities } from "./identities.js";

/**
 * What is known of an identity's draws, as one number a campaign: twice the ordinal of the draw it gets next, plus 1 once that
 * draw has been made.
 */
const MADE = 1;
const NEXT = 2;

/** The draw that an attempt gets, as it stands before it is made. */
export interface DrawPeek {
  /** Number of the draw among those of its identity, from 0. */
  readonly ordinal: number;
  /** Whether an earlier attempt has made this very draw. */
  readonly made: boolean;
  /** Key of its uniforms, two 32-bit words. */
  readonly k0: number;
  readonly k1: number;
  /** The uniform of a stream, in [0, 1). */
  uniform(stream: number): number;
}

interface CampaignDraws {
  readonly per: "redemption" | "attempt" | "user";
  readonly key: Key;
  readonly identities: DrawIdentity;
  readonly state: Counter;
}

/** Key and ordinal of a draw: all that its uniforms depend on. */
export type DrawMark = readonly [k0: number, k1: number, ordinal: number];

export class Draws {
  /** By campaign; null where nothing is drawn. */
  private readonly draws: readonly (CampaignDraws | null)[];
  private readonly block = new Threefry();
  private aimed: CampaignDraws | null = null;
  private aimedAt = 0;
  private row = 0;
  private ordinal = 0;
  /** Of the draw aimed at, once it has been asked for: whose it is, and what was known of their draws. */
  private identity = 0;
  private state = 0;
  /** Key of the aimed draw, once it has been asked for. */
  private k0 = 0;
  private k1 = 0;
  /** Whether the draw aimed at has been asked for a uniform. */
  asked = false;
  /** Uniform of stream 0 of the aimed draw, once it has been asked for. */
  private own = Number.NaN;
  /** By campaign, of the draw that was asked for last: its key in two words, and its ordinal. */
  private readonly last: Float64Array;

  constructor(campaigns: readonly Campaign[], identities: Identities, run: Key) {
    this.draws = campaigns.map(({ id, draw, discount }) =>
      discount.rule.law === undefined
        ? null
        : {
            per: draw.per,
            key: drawKey(run, id),
            identities: identities.drawsOf(draw.identity),
            state: new Counter(),
          },
    );
    this.last = new Float64Array(3 * campaigns.length);
  }

  /** Turns to the draw that the attempt at `row` gets of a campaign. Nothing is drawn before `uniform` is asked. */
  aim(campaign: number, row: number): void {
    this.aimed = this.draws[campaign];
    this.aimedAt = campaign;
    this.row = row;
    this.asked = false;
    this.own = Number.NaN;
  }

  /** Turns back to the draw that a campaign was last asked for: its uniforms are the same, and nothing is drawn anew. */
  again(campaign: number): void {
    const at = 3 * campaign;
    this.goTo(this.last[at], this.last[at + 1], this.last[at + 2]);
  }

  /** The draw that a campaign was last asked for, to return to; null where it draws nothing. */
  mark(campaign: number): DrawMark | null {
    if (this.draws[campaign] === null) return null;
    return [this.last[3 * campaign], this.last[3 * campaign + 1], this.last[3 * campaign + 2]];
  }

  /** Takes a draw that was marked for the one that its campaign was last asked for. */
  recall(campaign: number, draw: DrawMark): void {
    this.last.set(draw, 3 * campaign);
  }

  /** Turns back to a draw that was marked. */
  returnTo([k0, k1, ordinal]: DrawMark): void {
    this.goTo(k0, k1, ordinal);
  }

  private goTo(k0: number, k1: number, ordinal: number): void {
    this.aimed = null;
    this.asked = true;
    this.own = Number.NaN;
    this.k0 = k0;
    this.k1 = k1;
    this.ordinal = ordinal;
  }

  /** The uniform of a stream of the draw aimed at, in [0, 1). */
  uniform(stream: number): number {
    if (stream === 0 && !Number.isNaN(this.own)) return this.own;
    if (!this.asked) this.ask();
    this.block.encrypt(this.k0, this.k1, this.ordinal, stream);
    const uniform = this.block.uniform();
    if (stream === 0) this.own = uniform;
    return uniform;
  }

  /** Takes note that the attempt has come to the draw aimed at; true if that draw was made here for the first time. */
  settle(): boolean {
    const { aimed } = this;
    if (aimed === null || !this.asked) return false;
    const { identity } = this;
    if (identity === 0) return true;
    if (aimed.per === "attempt") {
      aimed.state.add(identity, 0, NEXT);
      return true;
    }
    const first = this.state % NEXT === 0;
    if (first) aimed.state.add(identity, 0, MADE);
    return first;
  }

  /** A payment went through and redeemed the campaign, or lost its draw: its identity's next draw is another one. */
  moveOn(campaign: number, row: number): void {
    const draws = this.draws[campaign];
    if (draws === null || draws.per !== "redemption") return;
    const key = draws.identities.keyAt(row);
    if (key !== 0) draws.state.add(key, 0, NEXT - (draws.state.get(key, 0) % NEXT));
  }

  /** The draw that the attempt at `row` gets of a campaign if it comes to it; null where nothing is drawn. Nothing is made or counted. */
  peek(campaign: number, row: number): DrawPeek | null {
    this.aim(campaign, row);
    if (this.aimed === null) return null;
    this.ask();
    const { ordinal, k0, k1, state } = this;
    const block = new Threefry();
    const uniform = (stream: number) => {
      block.encrypt(k0, k1, ordinal, stream);
      return block.uniform();
    };
    return { ordinal, made: state % NEXT === MADE, k0, k1, uniform };
  }

  private ask(): void {
    const draws = this.aimed as CampaignDraws;
    this.identity = draws.identities.keyAt(this.row);
    this.state = this.identity === 0 ? 0 : draws.state.get(this.identity, 0);
    this.ordinal = Math.floor(this.state / NEXT);
    draws.identities.hash(this.row);
    this.block.encrypt(draws.key.k0, draws.key.k1, draws.identities.hash0, draws.identities.hash1);
    this.k0 = this.block.x0;
    this.k1 = this.block.x1;
    this.asked = true;
    const at = 3 * this.aimedAt;
    this.last[at] = this.k0;
    this.last[at + 1] = this.k1;
    this.last[at + 2] = this.ordinal;
  }
}
