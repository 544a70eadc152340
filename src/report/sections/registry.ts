/** The registry of sections: what the text report says, from top to bottom. */
import { burn } from "./burn.js";
import { campaigns } from "./campaigns.js";
import { cashback } from "./cashback.js";
import type { Section } from "./contract.js";
import { coupons } from "./coupons.js";
import { detection } from "./detection.js";
import { discounts } from "./discounts.js";
import { distributions } from "./distributions.js";
import { draws } from "./draws.js";
import { inShort } from "./in-short.js";
import { inputs } from "./inputs.js";
import { inventory } from "./inventory.js";
import { merchants } from "./merchants.js";
import { mismatches } from "./mismatches.js";
import { refusals } from "./refusals.js";
import { rows } from "./rows.js";
import { sharing } from "./sharing.js";
import { sponsors } from "./sponsors.js";
import { totals } from "./totals.js";
import { warnings } from "./warnings.js";

export const SECTIONS: readonly Section[] = [
  inShort,
  inputs,
  rows,
  totals,
  campaigns,
  refusals,
  sponsors,
  cashback,
  coupons,
  inventory,
  sharing,
  burn,
  discounts,
  draws,
  detection,
  distributions,
  merchants,
  mismatches,
  warnings,
];
