/** An attack in a paragraph for who reads no further: the campaign that loses most, what is lost, and what stops it. */
import type { CampaignExposure } from "../attack/exposure-document.js";
import type { AttackAnalysis } from "../attack.js";
import { type AttackDocument, isKeptOut, type RankedAttack } from "../raid/attack-document.js";
import { counted, moment } from "../report/layout/figures.js";
import { shareOf } from "./describe-attack.js";
import { chooseInShort } from "./describe-defences.js";
import { exactMoney } from "./describe-exposure.js";

export function sumUpAttack({ set, document, defences }: AttackAnalysis): string {
  const { ranking } = document;
  if (ranking.length === 0) return "No attacker goes for any of these campaigns.";
  const money = (minor: number) => exactMoney(minor, set.currency.exponent);
  const taken = ranking.filter(({ discount_minor }) => discount_minor > 0);
  const sentences = [
    taken.length === 0
      ? "No attacker takes anything."
      : worstInWords(taken[0], exposureOf(document, taken[0]), document.together, money),
    keptOutInWords(document),
  ];
  if (taken.length > 0) {
    sentences.push(
      defences === null ? "With --defences this report says what would stop it." : chooseInShort(defences),
    );
  }
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function worstInWords(
  worst: RankedAttack,
  { simulated }: CampaignExposure,
  together: boolean,
  money: (minor: number) => string,
): string {
  if (simulated === null) return "";
  const { campaign_id, attacker_id, excess_loss_minor: excess, level, budget_share: share } = worst;
  const takes = `${attacker_id} takes ${money(worst.discount_minor)} in ${counted(simulated.successes, "success", "successes")}`;
  const ofBudget = level === null ? "" : ` (${shareOf(share)} of its budget: ${level})`;
  const loses =
    excess !== null && Math.round(excess) > 0
      ? `${campaign_id} loses most: ${takes}, ${money(excess)} more than as many honest draws would cost${ofBudget}.`
      : `No attacker gets more a time than honest customers. Most is taken of ${campaign_id}: ${takes}.`;
  const displaced =
    worst.genuine_displaced_minor > 0
      ? ` The log's own customers are granted ${money(worst.genuine_displaced_minor)} less because of ${together ? "the attackers" : "it"}.`
      : "";
  return `${loses}${displaced}${sooner(simulated)}`;
}

function sooner({
  exhausted_at: at,
  exhausted_at_without_attack: without,
}: NonNullable<CampaignExposure["simulated"]>) {
  if (at === null || at === without) return "";
  return ` The budget runs out ${moment(at)}${without === null ? ", and without the attack not at all" : ` instead of ${moment(without)}`}.`;
}

function keptOutInWords({ ranking, exposure }: AttackDocument): string {
  // The ranking names an attacker that was kept out only where no other came in.
  const closed = ranking.filter((line) => isKeptOut(exposureOf({ exposure }, line)));
  if (closed.length === 0) return "";
  const lets = closed.length === 1 ? "lets" : "let";
  const those = closed.length === ranking.length ? "All of them were" : closed.length === 1 ? "It was" : "They were";
  return `${closed.length} of ${counted(ranking.length, "campaign")} ${lets} no attacker in. ${those} not tested by this attack: the warnings say what it lacks.`;
}

function exposureOf(
  { exposure }: Pick<AttackDocument, "exposure">,
  { campaign_id, attacker_id }: RankedAttack,
): CampaignExposure {
  return exposure.find((one) => one.campaign_id === campaign_id && one.attacker_id === attacker_id) as CampaignExposure;
}
