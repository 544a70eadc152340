/** The registry of files that `--out` writes, in the order in which they are listed to people. */
import { burn } from "./burn.js";
import { cashback } from "./cashback.js";
import type { ResultFile, RowFile } from "./contract.js";
import { contributions } from "./contributions.js";
import { couponUses } from "./coupon-uses.js";
import { histograms } from "./histograms.js";
import { mismatches } from "./mismatches.js";
import { outcomes } from "./outcomes.js";
import { redemptions } from "./redemptions.js";
import { rejects } from "./rejects.js";
import { reportJson } from "./report-json.js";
import { suspects } from "./suspects.js";

/** Written while the replay runs. */
export const ROW_FILES: readonly RowFile[] = [outcomes, redemptions, mismatches];

/** Written too where there are coupons. */
export const COUPON_FILES: readonly RowFile[] = [couponUses];

/** Written once it is done. */
export const RESULT_FILES: readonly ResultFile[] = [reportJson, contributions, cashback, burn, histograms, rejects];

/** Written too where abuse was looked for. */
export const DETECTION_FILES: readonly ResultFile[] = [suspects];
