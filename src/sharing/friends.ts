/** Who may pick a coupon up, and whom newcomers are like: users and payments of a log. */
import { PAYMENT, type TransactionColumns } from "../transactions/columns.js";

export class Friends {
  /** Users with an attempt to pay that is replayed, in the order of their first; each once. */
  private readonly users: Int32Array;
  /** By user: place among them, −1 for others. */
  private readonly places: Int32Array;
  /** Their attempts. */
  private readonly payments: Int32Array;

  /** Of the log's rows; those of newcomers come later, and are none. */
  constructor({ length, type, prior, userId }: TransactionColumns) {
    const { codes, dictionary } = userId;
    this.places = new Int32Array(dictionary.size).fill(-1);
    let payments = 0;
    let users = 0;
    const isAttempt = (row: number) => type[row] === PAYMENT && prior[row] === 0 && codes[row] !== 0;
    for (let row = 0; row < length; row++) {
      if (!isAttempt(row)) continue;
      payments++;
      if (this.places[codes[row]] === -1) this.places[codes[row]] = users++;
    }
    this.users = new Int32Array(users);
    this.payments = new Int32Array(payments);
    let at = 0;
    for (let row = 0; row < length; row++) {
      if (!isAttempt(row)) continue;
      this.payments[at++] = row;
      this.users[this.places[codes[row]]] = codes[row];
    }
  }

  /** One of the users but the sharer, each as likely; null where there is no other. */
  userFor(sharer: number, uniform: number): number | null {
    const { users, places } = this;
    const own = places[sharer];
    const others = own === -1 ? users.length : users.length - 1;
    if (others === 0) return null;
    const place = Math.floor(uniform * others);
    return users[own !== -1 && place >= own ? place + 1 : place];
  }

  /** One of their attempts, each as likely; null where there is none. */
  paymentFor(uniform: number): number | null {
    const { payments } = this;
    return payments.length === 0 ? null : payments[Math.floor(uniform * payments.length)];
  }
}
