/** What a replay tells of shared coupons that a reader has to know: where a bound ended what would have gone on. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import { MOST_SHARED, type Sharing } from "./sharing.js";

/** `madePayments`: how many newcomers there were when no more could come. */
export function lintSharing({ campaigns }: CampaignSet, sharing: Sharing, newcomers: number | null): Problem[] {
  const { grantsCutOff, newcomersCutOff } = sharing;
  const at = { file: campaigns[0]?.at.file ?? "", line: 0, column: 0 };
  const warn = (message: string): Problem => ({
    code: "sharing-cut-short",
    severity: "warning",
    message,
    hint: "coupons spread faster than they can be followed: lower count or pick_up",
    at,
  });
  const warnings: Problem[] = [];
  if (newcomersCutOff > 0 && newcomers !== null) {
    warnings.push(
      warn(
        `after ${newcomers} newcomers no more could come: ${newcomersCutOff} coupons were not picked up because of it`,
      ),
    );
  }
  if (grantsCutOff > 0) {
    warnings.push(
      warn(`with ${MOST_SHARED} coupons shared, nobody picked up those of the ${grantsCutOff} grants that came then`),
    );
  }
  return warnings;
}
