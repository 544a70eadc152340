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

interface Row {
  timeMs: number;
  user: string;
  device: string;
  price: string;
  balance: string;
  risk: string;
}

/** CSV with user_id, device_id, amount, balance and risk, in time order. */
export function madeLog({
  rows,
  users,
  seed,
  technical = 0,
  short = 0,
  persistence = 0.2,
  attackers,
}: LogRequest): string {
  const random = new RandomSource(seed, "failures");
  const lines: Row[] = [];
  for (const row of payments(rows, users, seed)) {
    let { timeMs } = row;
    const again = (cells: Partial<Row>) => {
      lines.push({ ...row, ...cells, timeMs });
      timeMs += MINUTE_MS;
    };
    while (random.chance(technical)) again({ risk: "reject" });
    // Half of the technical failures are seen by the campaign: an account that happens to be empty.
    while (random.chance(technical)) again({ balance: "0.01" });
    if (random.chance(short)) {
      const balance = (Number(row.price) - 8 * random.positive()).toFixed(2);
      do again({ balance });
      while (random.chance(persistence));
    }
    again({});
  }
  if (attackers !== undefined) lines.push(...attacks(attackers, lines[0].timeMs));
  lines.sort((a, b) => a.timeMs - b.timeMs);
  const text = lines.map((row) => `${row.timeMs},${row.user},${row.device},${row.price},${row.balance},${row.risk}`);
  return `timestamp,user_id,device_id,amount,balance,risk\n${text.join("\n")}\n`;
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
      yield { timeMs, user: attackerName(account), device: `farm-${account % 3}`, ...cells };
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
      timeMs: Date.parse(cells[time]),
      user: cells[user],
      device: cells[device],
      price: cells[amount],
      balance: cells[balance],
      risk: cells[risk],
    };
  }
}
