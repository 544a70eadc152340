/** All kinds of eligibility tests: one line each. */
import type { EligibilityKind } from "./contract.js";
import { count } from "./count.js";
import { firstPayment } from "./first-payment.js";
import { spent } from "./spent.js";
import { streak } from "./streak.js";

/** In the order in which docs and help list them. */
export const ELIGIBILITY: readonly EligibilityKind[] = [firstPayment, streak, spent, count];
