/** Draws one payment after the other: who, where, with what, how much. */
import { drawAmount } from "./draw-amount.js";
import type { ResolvedOptions } from "./options.js";
import { binOf, categoryOf, createMerchants, createUsers, formatId, isCredit, MAX_CARDS } from "./population.js";
import { RandomSource } from "./random-source.js";
import {
  CITIES,
  ONLINE_CHANNEL_WEIGHTS,
  ONLINE_CHANNELS,
  PAYMENT_METHODS,
  STORE_CHANNEL_WEIGHTS,
  STORE_CHANNELS,
} from "./reference-data.js";
import { WeightedChoice } from "./weighted-choice.js";

export interface Payment {
  user: number;
  /** The cells from `user_id` to `card_bin`. */
  cells: string;
  amountMinor: number;
  credit: boolean;
  risk: string;
}

/** Shares of payments: at a merchant that sells online, and in a city that is not the user's own. */
const ONLINE_SHARE = 0.22;
const AWAY_SHARE = 0.08;

/** An amount from which credit cards offer instalments, minor units. */
const INSTALMENT_MINOR = 30_000;

/** Fills and returns one and the same object at every call. */
export function createPaymentDrawer(options: ResolvedOptions): () => Payment {
  const users = createUsers(options);
  const merchants = createMerchants(options);
  const random = new RandomSource(options.seed, "payments");
  const payers = new WeightedChoice(users.weight);
  const drawMerchant = createMerchantDrawer();
  const storeChannels = new WeightedChoice(STORE_CHANNEL_WEIGHTS);
  const onlineChannels = new WeightedChoice(ONLINE_CHANNEL_WEIGHTS);
  const payment: Payment = { user: 0, cells: "", amountMinor: 0, credit: false, risk: "pass" };

  /** Chooses among the merchants of one city, of any city or online, each by its weight. */
  function createMerchantDrawer(): (city: number) => number {
    const all = Array.from({ length: merchants.count }, (_, merchant) => merchant);
    const choose = (members: readonly number[]): (() => number) | null => {
      if (members.length === 0) return null;
      const choice = new WeightedChoice(members.map((merchant) => merchants.weight[merchant]));
      return () => members[choice.draw(random)];
    };
    const online = choose(all.filter((merchant) => merchants.online[merchant] === 1));
    const stores = all.filter((merchant) => merchants.online[merchant] === 0);
    const anywhere = choose(stores) ?? choose(all);
    const local = CITIES.map((_, city) => choose(stores.filter((merchant) => merchants.city[merchant] === city)));
    return (city) => {
      const wantsOnline = random.chance(ONLINE_SHARE);
      const isAway = random.chance(AWAY_SHARE);
      const draw = (wantsOnline ? online : isAway ? null : local[city]) ?? anywhere;
      return (draw as () => number)();
    };
  }

  function chooseCard(user: number): number {
    // The first card pays most.
    return random.chance(0.75) ? 0 : random.below(users.cards[user]);
  }

  return () => {
    const user = payers.draw(random);
    const merchant = drawMerchant(users.city[user]);
    const online = merchants.online[merchant] === 1;
    const card = chooseCard(user);
    const bin = users.bin[user * MAX_CARDS + card];
    const device = random.chance(0.85) ? 0 : random.below(users.devices[user]);
    const channel = online ? ONLINE_CHANNELS[onlineChannels.draw(random)] : STORE_CHANNELS[storeChannels.draw(random)];
    const methods = PAYMENT_METHODS.get(channel) as readonly string[];
    const store = random.below(merchants.stores[merchant]);
    const risk = random.uniform();

    payment.user = user;
    payment.credit = isCredit(bin);
    payment.amountMinor = drawAmount(categoryOf(merchants, merchant), random);
    payment.risk = risk < 0.005 ? "reject" : risk < 0.018 ? "review" : "pass";
    const instalment = random.chance(0.3) && payment.credit && payment.amountMinor >= INSTALMENT_MINOR;
    const business = random.chance(0.02) ? "repayment" : instalment ? "instalment" : "checkout";
    const number = formatId("", user, users.count);
    const merchantId = formatId("M", merchant, merchants.count);
    payment.cells =
      `U${number},D${number}-${device + 1},C${number}-${card + 1},${merchantId},` +
      `${online ? "" : `${merchantId}-${store + 1}`},${CITIES[online ? users.city[user] : merchants.city[merchant]].name},` +
      `${business},${channel},${methods[random.below(methods.length)]},${payment.credit ? "credit" : "debit"},${binOf(bin)}`;
    return payment;
  };
}
