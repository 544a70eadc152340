/** The names of columns that every log has, or may have. */

/** The columns that mean something by themselves, in the order in which a row's faults are looked for. */
export const KNOWN_COLUMNS = [
  "transaction_id",
  "timestamp",
  "type",
  "refund_of",
  "user_id",
  "device_id",
  "card_id",
  "merchant_id",
  "store_id",
  "city",
  "business_type",
  "channel",
  "payment_method",
  "card_type",
  "card_bin",
  "amount",
  "balance",
  "risk",
  "points",
  "offer",
  "client_discount",
] as const;

/** What belongs to a person: two people share none of it, however alike their payments are. */
export const PERSONAL_COLUMNS: readonly string[] = ["user_id", "device_id", "card_id"];
