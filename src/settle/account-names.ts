/** The names of accounts: short ones for tables, and those of the hledger journal, which says by its first word what kind of account it is. */
import { allSponsors } from "../tally/all-sponsors.js";
import type { TallyContext } from "../tally/contract.js";
import { ACCOUNTS, CAMPAIGN, CASHBACK, CUSTOMER, FORFEITED, MERCHANT, SPONSOR } from "./entry.js";

const PARENTS: Readonly<Record<number, string>> = {
  [CUSTOMER]: "assets:customers",
  [MERCHANT]: "liabilities:merchants",
  [SPONSOR]: "assets:sponsors",
  [CAMPAIGN]: "liabilities:campaigns",
  [CASHBACK]: "liabilities:cashback",
  [FORFEITED]: "liabilities:forfeited",
};

/** What the journal takes as it is; a blank too, between two of them. */
const HARMLESS = /^[\p{L}\p{M}\p{N}_.@+&/'-]$/u;
const encoder = new TextEncoder();

export class AccountNames {
  private readonly sponsors: readonly string[];
  private readonly texts = new Map<number, string>();
  private readonly paths = new Map<number, string>();

  constructor(private readonly context: TallyContext) {
    this.sponsors = allSponsors(context.sponsors).names;
  }

  /** `merchant:M001`. */
  text(account: number, of: number): string {
    return remembered(this.texts, of * ACCOUNTS.length + account, () => {
      const name = this.nameOf(account, of);
      return name === null ? ACCOUNTS[account] : `${ACCOUNTS[account]}:${name}`;
    });
  }

  /** `liabilities:merchants:M001`. */
  path(account: number, of: number): string {
    return remembered(this.paths, of * ACCOUNTS.length + account, () => {
      const name = this.nameOf(account, of);
      return name === null ? PARENTS[account] : `${PARENTS[account]}:${name === "" ? "(none)" : journalName(name)}`;
    });
  }

  /** Of the accounts of which there are several; null for the others. */
  private nameOf(account: number, of: number): string | null {
    const { set, columns } = this.context;
    if (account === MERCHANT) return columns.merchantId.dictionary.text(of);
    if (account === SPONSOR) return this.sponsors[of];
    return account === CAMPAIGN || account === CASHBACK ? set.campaigns[of].id : null;
  }
}

function remembered(known: Map<number, string>, key: number, make: () => string): string {
  const old = known.get(key);
  if (old !== undefined) return old;
  const made = make();
  known.set(key, made);
  return made;
}

/** Characters that would mean something to the journal's reader as the bytes of UTF-8 in hex, `%3B` for a semicolon: different texts stay different. */
export function journalName(text: string): string {
  const characters = [...text];
  return characters
    .map((character, i) => {
      const inside = i > 0 && i < characters.length - 1 && characters[i - 1] !== " " && characters[i + 1] !== " ";
      if (HARMLESS.test(character) || (character === " " && inside)) return character;
      const bytes = [...encoder.encode(character)];
      return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
    })
    .join("");
}
