/** Two sponsors share a discount: where the share of one is varied, the other pays the rest, so that both add up to 100%. */
import { isMap, isScalar } from "yaml";
import { formatRatio, parsePercentage } from "../domain/ratio.js";
import type { CampaignInput } from "../simulation/request.js";
import { setAt } from "./edit-campaigns.js";
import { locate } from "./locate.js";
import type { CampaignPath } from "./parse-path.js";

/** The files with the share of the other sponsor adjusted; as they are for any other path, number of sponsors, or a share that is none. */
export function balanceShares(
  files: readonly CampaignInput[],
  path: CampaignPath,
  text: string,
): readonly CampaignInput[] {
  const other = otherSponsor(files, path);
  const share = parsePercentage(text.trim());
  if (other === null || typeof share === "string") return files;
  const { numerator, denominator } = share;
  const rest = formatRatio({ numerator: denominator - numerator, denominator });
  return setAt(files, { ...path, steps: [...path.steps.slice(0, -1), other] }, rest);
}

function otherSponsor(files: readonly CampaignInput[], path: CampaignPath): string | null {
  const { steps } = path;
  const depth = steps[1] === "by_merchant" ? 4 : 2;
  if (steps[0] !== "funding" || steps.length !== depth) return null;
  const { document, steps: whole } = locate(files, path);
  const shares = document.getIn(whole.slice(0, -1));
  if (!isMap(shares)) return null;
  const sponsors = shares.items.flatMap(({ key, value }) =>
    isScalar(key) && isScalar(value) ? [String(key.value)] : [],
  );
  const others = sponsors.filter((sponsor) => sponsor !== steps[steps.length - 1]);
  return others.length === 1 ? others[0] : null;
}
