/** Logs for detection: an invented shop's payments with honest failures planted, and attackers added on top. */
import { generateLog } from "../../src/generate/generate-log.js";
import { RandomSource } from "../../src/generate/random-source.js";

export interface LogRequest {
  readonly rows: number;
  readonly users: number;
  readonly seed: string;
  /** Chance that an attempt fails for a technical reason, whatever was drawn, and is made again until it does not. */
  readonly technical?: number;
  /** Chance that an honest payer's balance is a little short, within reach of the discount. */
  readonly short?: number;
  /** Chance that such a payer tries again at the same balance, and again, before more money is on the account. */
  readonly persistence?: number;
  /** Chance that a payment is given back whole, an hour later; whatever was drawn. */
  readonly refunds?: number;
  readonly attackers?: Attackers;
}

/** Small balances: every account pays from `balance` at `price`, `attempts` times. */
export interface Attackers {
  readonly accounts: number;
  readonly attempts: number;
  readonly price: number;
  readonly balance: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Row {
  readonly id: string;
  readonly timeMs: number;
  readonly user: string;
  readonly device: string;
  readonly price: string;
  readonly balance: string;
  readonly risk: string;
  /** Empty for a payment. */
  readonly refundOf: string;
}

const COLUMNS = "transaction_id,timestamp,type,refund_of,user_id,device_id,amount,balance,risk";

/** CSV in time order. */
export function madeLog(request: LogRequest): string {
  const { rows, users, seed, technical = 0, short = 0, persistence = 0.2, refunds = 0, attackers } = request;
  const random = new RandomSource(seed, "failures");
  const lines: Row[] = [];
  for (const row of payments(rows, users, seed)) {
    let { timeMs } = row;
    const attempt = (cells: Partial<Row>) => {
      lines.push({ ...row, ...cells, id: `T${lines.length}`, timeMs });
      timeMs += MINUTE_MS;
    };
    while (random.chance(technical)) attempt({ risk: "reject" });
    // As many failures that come to the draw and that no draw could have saved: an account that happens to be empty.
    while (random.chance(technical)) attempt({ balance: "0.01" });
    if (random.chance(short)) {
      const balance = (Number(row.price) - 8 * random.positive()).toFixed(2);
      do attempt({ balance });
      while (random.chance(persistence));
    }
    attempt({});
    const { id } = lines[lines.length - 1];
    if (random.chance(refunds)) lines.push({ ...row, id: `R${id}`, timeMs: timeMs + HOUR_MS, refundOf: id });
  }
  if (attackers !== undefined) lines.push(...attacks(attackers, lines[0].timeMs));
  return `${COLUMNS}\n${lines
    .sort((a, b) => a.timeMs - b.timeMs)
    .map(lineOf)
    .join("\n")}\n`;
}

function lineOf({ id, timeMs, refundOf, user, device, price, balance, risk }: Row): string {
  const type = refundOf === "" ? "payment" : "refund";
  return [id, timeMs, type, refundOf, user, device, price, balance, risk].join(",");
}

/** The name under which account number `account` appears. */
export function attackerName(account: number): string {
  return `bad-${account}`;
}

function* attacks({ accounts, attempts, price, balance }: Attackers, startMs: number): Generator<Row> {
  for (let account = 0; account < accounts; account++) {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const timeMs = startMs + (account * 37 + attempt * 5) * MINUTE_MS;
      const cells = { price: price.toFixed(2), balance: balance.toFixed(2), risk: "pass" };
      yield {
        id: `B${account}-${attempt}`,
        refundOf: "",
        timeMs,
        user: attackerName(account),
        device: `farm-${account % 3}`,
        ...cells,
      };
    }
  }
}

function* payments(rows: number, users: number, seed: string): Generator<Row> {
  const [header, ...lines] = [...generateLog({ rows, users, seed, days: 30, timezone: "UTC" })]
    .join("")
    .trimEnd()
    .split("\n");
  const names = header.split(",");
  const [time, user, device, amount, balance, risk] = [
    "timestamp",
    "user_id",
    "device_id",
    "amount",
    "balance",
    "risk",
  ].map((name) => names.indexOf(name));
  for (const line of lines) {
    const cells = line.split(",");
    yield {
      id: "",
      refundOf: "",
      timeMs: Date.parse(cells[time]),
      user: cells[user],
      device: cells[device],
      price: cells[amount],
      balance: cells[balance],
      risk: cells[risk],
    };
  }
}
