/** Defences: one redemption for whoever is told apart by more than an account. */
import { addLimit } from "./add-limit.js";
import type { Defence } from "./contract.js";
import { PERSON, personColumns, personIdentity, personInWords } from "./person.js";

export const onePerDevice: Defence = {
  id: "one-per-device",
  words: () => "at most 1 redemption per device",
  doesNotStop:
    "It does not stop more devices, nor payments without one; it bounds how often is redeemed, not how often is tried, so who can draw again gets choosier; and honest customers who come back are refused.",
  columns: () => ["device_id"],
  apply: (campaign, context) => addLimit(campaign, { bound: { max: 1 }, per: "device_id", every: null }, context),
};

export const onePerPerson: Defence = {
  id: "one-per-person",
  words: () => "at most 1 redemption per person",
  doesNotStop:
    "It does not stop clean cards and devices; it bounds how often is redeemed, not how often is tried, so who can draw again gets choosier; and honest customers who come back are refused, or share with their household.",
  assumes: personInWords,
  columns: personColumns,
  identities: personIdentity,
  apply: (campaign, context) => addLimit(campaign, { bound: { max: 1 }, per: PERSON, every: null }, context),
};
