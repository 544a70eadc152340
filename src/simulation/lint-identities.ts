/** How identities meet the data: warnings of those that join more users than one person ever has, and of names that are taken. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import { quote } from "../schema/quote.js";
import { columnNamed } from "../transactions/column-named.js";
import { codeAt, type JoinedColumn, type TextColumn, type TransactionColumns } from "../transactions/columns.js";

/** More users than this of one identity, and more than this part of all users, are pointed out. */
const MANY_USERS = 100;
const MANY_SHARE = 0.01;

/** A warning for each identity column of `columns` (joined already) whose largest identity has too many users; it names the cell that does most of it. */
export function lintIdentities(set: CampaignSet, columns: TransactionColumns): Problem[] {
  if (set.identities.size === 0) return [];
  const users = countUsers(columns);
  const isMany = (count: number) => count > MANY_USERS && count > MANY_SHARE * users;
  const rows = new Int32Array(columns.length);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  return [...set.identities].flatMap(([name, members]): Problem[] => {
    const identities = columns.text.get(name);
    const at = set.identitiesAt.get(name);
    if (identities === undefined || at === undefined) return [];
    const largest = mostShared(identities, columns.userId, rows);
    if (!isMany(largest.users)) return [];
    const own = rows.filter((row) => codeAt(identities, row) === largest.code);
    const [most] = members
      .filter((member) => member !== "user_id")
      .map((member) => {
        const column = columnNamed(columns, member);
        const { code, users: shared } = mostShared(column, columns.userId, own);
        return { users: shared, cell: `${member} ${quote(column.dictionary.text(code))}` };
      })
      .sort((a, b) => b.users - a.users);
    const message = `one ${name} has ${largest.users} of ${users} users, of whom ${most.users} share the ${most.cell}`;
    const hint =
      "if that cell stands for an unknown one, make it empty (--map-value column.text=); else leave its column out";
    return [{ code: "identity-joins-many", severity: "warning", message, at, hint }];
  });
}

/** A warning for each column of the data that has the name of an identity, and so can't be reached. */
export function lintHiddenColumns({ identitiesAt }: CampaignSet, available: ReadonlySet<string>): Problem[] {
  return [...identitiesAt].flatMap(([name, at]): Problem[] => {
    if (!available.has(name)) return [];
    const message = `the data has a column ${quote(name)} of its own, which cannot be reached: an identity has that name`;
    return [
      { code: "identity-hides-column", severity: "warning", message, at, hint: "give the identity another name" },
    ];
  });
}

function countUsers({ length, userId: { codes, dictionary } }: TransactionColumns): number {
  const seen = new Uint8Array(dictionary.size);
  seen[0] = 1; // nobody
  let users = 0;
  for (let row = 0; row < length; row++) {
    if (seen[codes[row]] === 1) continue;
    seen[codes[row]] = 1;
    users++;
  }
  return users;
}

type AnyColumn = TextColumn | JoinedColumn;

/** Of the cells of a column in `rows`, the one with the most different users; code 0 where all are empty. */
function mostShared(column: AnyColumn, { codes: users, dictionary }: TextColumn, rows: Int32Array) {
  // Rows by cell, as in a counting sort: starts[code] is where those of the next code begin.
  const starts = new Int32Array(column.dictionary.size + 1);
  for (const row of rows) starts[codeAt(column, row) + 1]++;
  for (let code = 1; code < starts.length; code++) starts[code] += starts[code - 1];
  const ends = starts.slice();
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[ends[codeAt(column, row)]++] = row;
  const seenBy = new Int32Array(dictionary.size);
  const most = { code: 0, users: 0 };
  for (let code = 1; code < starts.length - 1; code++) {
    let count = 0;
    for (let i = starts[code]; i < starts[code + 1]; i++) {
      const user = users[sorted[i]];
      if (user === 0 || seenBy[user] === code) continue;
      seenBy[user] = code;
      count++;
    }
    if (count > most.users) Object.assign(most, { code, users: count });
  }
  return most;
}
