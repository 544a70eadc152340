/** The users and merchants of a generated log, drawn once from the seed: the same for the log and for its side tables. */
import type { ResolvedOptions } from "./options.js";
import { RandomSource } from "./random-source.js";
import { CATEGORIES, type Category, CITIES, CREDIT_BINS, DEBIT_BINS } from "./reference-data.js";
import { WeightedChoice } from "./weighted-choice.js";

export const MAX_CARDS = 3;
const BINS: readonly string[] = [...CREDIT_BINS, ...DEBIT_BINS];

/** Users in columns; user `i` has the number i + 1. */
export interface Users {
  readonly count: number;
  /** How often each pays, relative. */
  readonly weight: Float64Array;
  readonly city: Uint8Array;
  /** Index in `LEVELS`: the more one pays, the higher. */
  readonly level: Uint8Array;
  /** 0 unknown, 1 F, 2 M. */
  readonly gender: Uint8Array;
  /** 0 unknown. */
  readonly age: Uint8Array;
  /** Days before the start of the log. */
  readonly registeredBefore: Int32Array;
  readonly devices: Uint8Array;
  readonly cards: Uint8Array;
  /** Index of the BIN of each card, `MAX_CARDS` a user. */
  readonly bin: Uint8Array;
}

export interface Merchants {
  readonly count: number;
  readonly weight: Float64Array;
  readonly category: Uint8Array;
  readonly city: Uint8Array;
  /** Index in `TIERS`. */
  readonly tier: Uint8Array;
  readonly stores: Uint8Array;
  readonly online: Uint8Array;
}

export function binOf(index: number): string {
  return BINS[index];
}

export function isCredit(index: number): boolean {
  return index < CREDIT_BINS.length;
}

export function createUsers(options: ResolvedOptions): Users {
  const count = options.users;
  const random = new RandomSource(options.seed, "users");
  const cities = new WeightedChoice(CITIES.map((city) => city.weight));
  const users = {
    count,
    weight: new Float64Array(count),
    city: new Uint8Array(count),
    level: new Uint8Array(count),
    gender: new Uint8Array(count),
    age: new Uint8Array(count),
    registeredBefore: new Int32Array(count),
    devices: new Uint8Array(count),
    cards: new Uint8Array(count),
    bin: new Uint8Array(count * MAX_CARDS),
  };
  for (let user = 0; user < count; user++) {
    const weight = random.pareto(1.5);
    users.weight[user] = weight;
    // The shares of a Pareto above these weights: platinum 3%, gold 12%, silver 30%.
    users.level[user] = weight > 10.36 ? 3 : weight > 3.54 ? 2 : weight > 1.7 ? 1 : 0;
    users.city[user] = cities.draw(random);
    users.gender[user] = random.chance(0.04) ? 0 : random.chance(0.53) ? 1 : 2;
    users.age[user] = random.chance(0.03) ? 0 : 18 + Math.floor(57 * Math.min(random.uniform(), random.uniform()));
    users.registeredBefore[user] = 1 + random.below(1500);
    users.devices[user] = 1 + (random.chance(0.25) ? 1 : 0) + (random.chance(0.03) ? 1 : 0);
    users.cards[user] = 1 + (random.chance(0.4) ? 1 : 0) + (random.chance(0.1) ? 1 : 0);
    for (let card = 0; card < MAX_CARDS; card++) {
      users.bin[user * MAX_CARDS + card] = random.chance(0.45)
        ? random.below(CREDIT_BINS.length)
        : CREDIT_BINS.length + random.below(DEBIT_BINS.length);
    }
  }
  return users;
}

export function createMerchants(options: ResolvedOptions): Merchants {
  const count = options.merchants;
  const random = new RandomSource(options.seed, "merchants");
  const cities = new WeightedChoice(CITIES.map((city) => city.weight));
  const categories = new WeightedChoice(CATEGORIES.map((category) => category.weight));
  const merchants = {
    count,
    weight: new Float64Array(count),
    category: new Uint8Array(count),
    city: new Uint8Array(count),
    tier: new Uint8Array(count),
    stores: new Uint8Array(count),
    online: new Uint8Array(count),
  };
  for (let merchant = 0; merchant < count; merchant++) {
    const weight = random.pareto(1.2);
    merchants.weight[merchant] = weight;
    merchants.tier[merchant] = weight > 6.8 ? 2 : weight > 2 ? 1 : 0; // about 10% A, 33% B
    merchants.category[merchant] = categories.draw(random);
    merchants.city[merchant] = cities.draw(random);
    merchants.online[merchant] = random.chance(categoryOf(merchants, merchant).online) ? 1 : 0;
    merchants.stores[merchant] = Math.min(12, Math.floor(weight) + random.below(2));
  }
  return merchants;
}

export function categoryOf(merchants: Merchants, merchant: number): Category {
  return CATEGORIES[merchants.category[merchant]];
}

/** `U000123`: wide enough that all ids of a kind are of one length. */
export function formatId(prefix: string, index: number, count: number): string {
  return prefix + String(index + 1).padStart(Math.max(3, String(count).length), "0");
}
