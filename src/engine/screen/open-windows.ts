/** Which campaigns' windows are open at a moment, for moments that only move forward. */
import type { Campaign, Window } from "../../campaigns/campaign.js";
import { DAY_MS, MINUTE_MS } from "../../domain/civil-date.js";
import type { Zone } from "../../domain/zone.js";
import { clearBit, setBit, wordsFor } from "./bits.js";

const MINUTES_A_DAY = 1440;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;
/** 1970-01-01 was a Thursday: three days into its week. */
const EPOCH_OFFSET_MS = 3 * DAY_MS;

export class OpenWindows {
  /** Campaigns that are active and whose window is open at the last moment asked for. */
  readonly open: Int32Array;
  private readonly words: number;
  /** Campaigns between their start and end. */
  private readonly alive: Int32Array;
  /** Starts and ends by time; `opens` false for an end. */
  private readonly turns: readonly { timeMs: number; campaign: number; opens: boolean }[];
  private turn = 0;
  /** Weekly stretches between which no span of any campaign begins or ends: minute of the week → stretch → campaigns. */
  private readonly stretchOf = new Int16Array(MINUTES_A_WEEK);
  private readonly stretchBits: Int32Array;
  private stretch = -1;

  constructor(
    campaigns: readonly Campaign[],
    private readonly zone: Zone,
  ) {
    this.words = wordsFor(campaigns.length);
    this.open = new Int32Array(this.words);
    this.alive = new Int32Array(this.words);
    this.turns = campaigns
      .flatMap((campaign, index) =>
        campaign.paused
          ? []
          : [
              { timeMs: campaign.window.startMs, campaign: index, opens: true },
              { timeMs: campaign.window.endMs, campaign: index, opens: false },
            ],
      )
      .sort((a, b) => (a.timeMs < b.timeMs ? -1 : a.timeMs > b.timeMs ? 1 : 0));
    this.stretchBits = this.layOutWeek(campaigns);
  }

  /** Moves on to `timeMs`; true if `open` may have changed. */
  moveTo(timeMs: number): boolean {
    let changed = false;
    for (; this.turn < this.turns.length && this.turns[this.turn].timeMs <= timeMs; this.turn++) {
      const { campaign, opens } = this.turns[this.turn];
      if (opens) setBit(this.alive, campaign);
      else clearBit(this.alive, campaign);
      changed = true;
    }
    const localMs = timeMs + this.zone.offsetAt(timeMs) + EPOCH_OFFSET_MS;
    const minute = Math.floor(localMs / MINUTE_MS) % MINUTES_A_WEEK;
    const stretch = this.stretchOf[minute < 0 ? minute + MINUTES_A_WEEK : minute];
    if (stretch !== this.stretch) {
      this.stretch = stretch;
      changed = true;
    }
    return changed;
  }

  /** Brings `open` up to the moment of the last move. */
  refresh(): void {
    const offset = this.stretch * this.words;
    for (let w = 0; w < this.words; w++) this.open[w] = this.alive[w] & this.stretchBits[offset + w];
  }

  private layOutWeek(campaigns: readonly Campaign[]): Int32Array {
    const spans = campaigns.map((campaign) => weeklySpans(campaign.window));
    const edges = new Uint8Array(MINUTES_A_WEEK + 1);
    for (const span of spans.flat()) edges[span.from] = edges[span.until] = 1;
    let stretches = 0;
    for (let minute = 0; minute < MINUTES_A_WEEK; minute++) {
      if (minute > 0 && edges[minute] === 1) stretches++;
      this.stretchOf[minute] = stretches;
    }
    const bits = new Int32Array((stretches + 1) * this.words);
    for (const [campaign, own] of spans.entries()) {
      for (const { from, until } of own) {
        const last = this.stretchOf[until - 1];
        for (let stretch = this.stretchOf[from]; stretch <= last; stretch++) {
          setBit(bits, campaign, stretch * this.words);
        }
      }
    }
    return bits;
  }
}

/** The window's spans as minutes of a week from Monday; one that runs over the week's end is cut in two. */
function weeklySpans({ days, hours }: Window): { from: number; until: number }[] {
  const spans: { from: number; until: number }[] = [];
  for (const day of days ?? [0, 1, 2, 3, 4, 5, 6]) {
    for (const { from, until } of hours ?? [{ from: 0, until: MINUTES_A_DAY }]) {
      const start = day * MINUTES_A_DAY + from;
      const end = day * MINUTES_A_DAY + until;
      spans.push({ from: start, until: Math.min(end, MINUTES_A_WEEK) });
      if (end > MINUTES_A_WEEK) spans.push({ from: 0, until: end - MINUTES_A_WEEK });
    }
  }
  return spans;
}
