/** Writes the side tables of a generated log as CSV: the very users and merchants that the log with these options names. */
import { formatDay } from "../domain/civil-date.js";
import { type GenerateOptions, resolveOptions } from "./options.js";
import { categoryOf, createMerchants, createUsers, formatId } from "./population.js";
import { CITIES, LEVELS, TIERS } from "./reference-data.js";

const CHUNK_ROWS = 1000;
const GENDERS = ["", "F", "M"];

/** Chunks of CSV text: `user_id`, `gender`, `age`, `level`, `city`, `registered_on`. Some cells are empty, as in life. */
export function generateUsers(options: GenerateOptions): Iterable<string> {
  const resolved = resolveOptions(options);
  const users = createUsers(resolved);
  return table("user_id,gender,age,level,city,registered_on", users.count, (user) => {
    const age = users.age[user] === 0 ? "" : String(users.age[user]);
    const registered = formatDay(resolved.startDay - users.registeredBefore[user]);
    return `${formatId("U", user, users.count)},${GENDERS[users.gender[user]]},${age},${LEVELS[users.level[user]]},${CITIES[users.city[user]].name},${registered}`;
  });
}

/** Chunks of CSV text: `merchant_id`, `category`, `city` (empty for one that sells online alone), `tier`. */
export function generateMerchants(options: GenerateOptions): Iterable<string> {
  const merchants = createMerchants(resolveOptions(options));
  return table("merchant_id,category,city,tier", merchants.count, (merchant) => {
    const city = merchants.online[merchant] === 1 ? "" : CITIES[merchants.city[merchant]].name;
    return `${formatId("M", merchant, merchants.count)},${categoryOf(merchants, merchant).name},${city},${TIERS[merchants.tier[merchant]]}`;
  });
}

function* table(header: string, rows: number, write: (row: number) => string): Generator<string> {
  let chunk = `${header}\n`;
  for (let row = 0; row < rows; row++) {
    chunk += `${write(row)}\n`;
    if ((row + 1) % CHUNK_ROWS === 0) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}
