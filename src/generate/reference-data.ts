/** The invented world that logs are drawn from: cities, categories of merchants, cards, channels and their shares. */

export interface City {
  readonly name: string;
  readonly weight: number;
}

export const CITIES: readonly City[] = [
  { name: "上海", weight: 24 },
  { name: "北京", weight: 20 },
  { name: "深圳", weight: 15 },
  { name: "杭州", weight: 12 },
  { name: "广州", weight: 11 },
  { name: "成都", weight: 8 },
  { name: "南京", weight: 6 },
  { name: "西安", weight: 4 },
];

/** Amounts of a category are log-normal: ln(amount) has mean ln(`medianMinor`) and standard deviation `sigma`. */
export interface Category {
  readonly name: string;
  readonly weight: number;
  readonly medianMinor: number;
  readonly sigma: number;
  /** Share of its merchants that sell online alone. */
  readonly online: number;
}

// In minor units whatever the currency: 40.00 in CNY is 4000 in JPY and 4.000 in KWD, each a plausible price.
export const CATEGORIES: readonly Category[] = [
  { name: "restaurant", weight: 28, medianMinor: 4800, sigma: 0.7, online: 0 },
  { name: "grocery", weight: 24, medianMinor: 5500, sigma: 0.8, online: 0.1 },
  { name: "convenience", weight: 18, medianMinor: 1900, sigma: 0.6, online: 0 },
  { name: "fashion", weight: 9, medianMinor: 19_900, sigma: 0.8, online: 0.4 },
  { name: "pharmacy", weight: 6, medianMinor: 4200, sigma: 0.7, online: 0.2 },
  { name: "entertainment", weight: 6, medianMinor: 7500, sigma: 0.6, online: 0.3 },
  { name: "digital", weight: 5, medianMinor: 49_900, sigma: 1, online: 0.6 },
  { name: "travel", weight: 4, medianMinor: 62_000, sigma: 0.9, online: 0.8 },
];

/** Mean of a log-normal amount, before it is rounded to a price. */
export function meanMinor(category: Category): number {
  return category.medianMinor * Math.exp(category.sigma ** 2 / 2);
}

export const CREDIT_BINS: readonly string[] = ["622588", "622575", "625912", "628362", "439225"];
export const DEBIT_BINS: readonly string[] = ["621485", "621700", "622848", "621661", "623058"];

export const STORE_CHANNELS: readonly string[] = ["pos", "qr", "app"];
export const STORE_CHANNEL_WEIGHTS: readonly number[] = [40, 45, 15];
export const ONLINE_CHANNELS: readonly string[] = ["app", "mini_program", "web"];
export const ONLINE_CHANNEL_WEIGHTS: readonly number[] = [55, 30, 15];

/** How one pays, by channel. */
export const PAYMENT_METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ["pos", ["card", "nfc"]],
  ["qr", ["qr_code"]],
  ["app", ["quick_pay", "wallet"]],
  ["mini_program", ["quick_pay", "wallet"]],
  ["web", ["card", "quick_pay"]],
]);

export const LEVELS: readonly string[] = ["bronze", "silver", "gold", "platinum"];
export const TIERS: readonly string[] = ["C", "B", "A"];

/** Relative traffic by hour of the day: quiet nights, a peak at lunch, a higher one in the evening. */
export const HOUR_WEIGHTS: readonly number[] = [
  8, 5, 3, 2, 2, 4, 12, 28, 45, 48, 52, 78, 96, 72, 55, 54, 60, 78, 105, 112, 98, 70, 40, 20,
];

/** Relative traffic by weekday, Monday first. */
export const WEEKDAY_WEIGHTS: readonly number[] = [0.9, 0.88, 0.91, 0.96, 1.14, 1.28, 1.16];
