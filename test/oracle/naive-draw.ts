/** Whose draw it is and which one (SPEC §5, docs/draws.md): identities and ordinals, counted again from all earlier attempts. */
import type { Campaign } from "./case.js";
import type { Chance } from "./naive-law.js";
import type { Event } from "./naive-log.js";
import type { State } from "./naive-state.js";
import { derive, threefry, uniformAt } from "./naive-threefry.js";

/** A column and its text: a device and a user of one name are two. */
export function identityOf(campaign: Campaign, event: Event, state: State): [column: string, text: string] {
  const column = campaign.draw?.identity ?? "user_id";
  const cell = state.attributes(event)(column);
  if (cell !== "") return [column, cell];
  if (event.user !== "") return ["user_id", event.user];
  return ["transaction_id", event.id];
}

/** The number of this attempt's draw, before the attempt itself is remembered. */
export function ordinalOf(campaign: Campaign, attempt: Event, state: State): number {
  const identity = String(identityOf(campaign, attempt, state));
  const isOwn = (event: Event): boolean => String(identityOf(campaign, event, state)) === identity;
  switch (campaign.draw?.per) {
    case "user":
      return 0;
    case "attempt":
      return state.cameToDraw.filter((came) => came.campaign === campaign && isOwn(came.event)).length;
    default:
      return state.payments.filter((payment) => {
        if (payment.declined !== null || !isOwn(payment.event)) return false;
        return payment.redemptions.some((r) => r.campaign === campaign) || payment.lost.includes(campaign);
      }).length;
  }
}

/** The uniforms of one attempt's draw; `asked`: whether any was wanted, so that the attempt came to the draw. */
export function chanceOf(campaign: Campaign, attempt: Event, state: State): Chance & { asked: boolean } {
  const [column, text] = identityOf(campaign, attempt, state);
  const key = threefry(derive(state.runKey, "draw", campaign.id), derive(state.runKey, "identity", column, text));
  const ordinal = BigInt(ordinalOf(campaign, attempt, state));
  const chance = {
    asked: false,
    uniform: (stream: bigint): bigint => {
      chance.asked = true;
      return uniformAt(key, [ordinal, stream]);
    },
    unsure: (): void => {
      state.unsure = true;
    },
  };
  return chance;
}
