import { describe, expect, it } from "vitest";
import { describeAttacker } from "../../src/attack/describe-attacker.js";
import { attackerWith, CNY } from "./attacker-text.js";

describe("an attacker in words", () => {
  it.each([
    ["quote_probing", "asks for quotes until one is worth taking, then pays; nothing costs it anything"],
    [
      "quote_probing, accept: { at_least: 8.00 }, attempts_per_account: 1, attempt_cost: 0.05",
      "asks for quotes until one is 8.00 or more, then pays; 1 attempt each; an attempt costs 0.05",
    ],
    ["quote_probing, accept: any, friction: 1.00", "pays at the first quote; a settled payment costs 1.00"],
    [
      "small_balance, balance: 91.00, accounts: 20, account_cost: 3.00",
      "pays from a balance of 91.00, again and again until a discount makes up the rest; 20 accounts; an account costs 3.00",
    ],
    [
      "small_balance",
      "pays from a balance that only a discount that is worth taking makes up for, again and again until one does; nothing costs it anything",
    ],
    ["small_balance, accept: any", "pays from a balance that any discount makes up for; nothing costs it anything"],
    [
      "many_accounts, accounts: 200, items_wanted: 20, per_device: 10, settlements_per_account: 2",
      "is one person behind 200 accounts; each asks for quotes until one is worth taking, then pays; up to 2 settled payments each, 20 settled payments wanted in all, 10 accounts to a device; nothing costs it anything",
    ],
    ["refund_cycling", "pays, refunds and pays again until a discount is worth taking; nothing costs it anything"],
    ["refund_cycling, accept: any", "pays once and refunds nothing; nothing costs it anything"],
    ["split_orders", "cuts its basket into the payments that get most off together; nothing costs it anything"],
    [
      "split_orders, price: 80.00, parts: [50, 30]",
      "cuts its basket into payments of 50.00, 30.00; nothing costs it anything",
    ],
    ["split_orders, baskets: 3", "pays for 3 baskets at once; nothing costs it anything"],
    ["threshold_padding", "buys up to a tier, keeps half and refunds the rest; nothing costs it anything"],
    [
      "threshold_padding, price: 100.00, wanted: 60.00",
      "buys for up to 100.00, keeps 60.00 and refunds the rest; nothing costs it anything",
    ],
    ["order_sniping", "orders as the campaign opens, to be a free order; nothing costs it anything"],
    [
      "order_sniping, filler: 1.00, delay: 5m",
      "orders 5 minutes after the campaign opens, with orders of 1.00 until its basket is next to be free; nothing costs it anything",
    ],
  ])("%s", (keys, words) => {
    expect(describeAttacker(attackerWith(`kind: ${keys}`), CNY)).toBe(words);
  });
});
