/** What a caller of the engine can do wrong, and what the engine cannot bear: errors with codes. What campaigns and stock say to a checkout is no error. */

export type CheckoutFault =
  /** A field is missing, of the wrong kind or out of range. */
  | "bad_checkout"
  /** A payment, or a quote that is reserved, has the id; or two coupons have. */
  | "duplicate_id";

/** The caller's slip: nothing has changed. */
export class CheckoutError extends Error {
  override readonly name = "CheckoutError";

  constructor(
    readonly code: CheckoutFault,
    message: string,
  ) {
    super(message);
  }
}

/** An engine holds 2^24 checkouts (paid ones, and quotes that can be paid) and as many texts of a column. */
export class EngineFull extends Error {
  override readonly name = "EngineFull";

  constructor(what: string) {
    super(`the engine has no room for more ${what}: begin a new one, with the history that its campaigns need`);
  }
}
