/** The moves of attackers whose orders are settled beforehand: the same for each thing that is wanted. */
import { type OrderTactic, orderFigures } from "../attack-figures.js";
import type { Move, Reply, Tactic } from "../moves.js";
import type { Situation } from "../situation.js";

/** The orders for one thing that is wanted; true once it has that. */
export type Placed = Generator<Move, boolean, Reply>;

/** As many accounts as `orderFigures` opens, each as often as it says: none where that does not pay. */
export function placeOrders(
  situation: Situation,
  tactic: OrderTactic,
  place: (account: number) => Placed,
): readonly Tactic[] {
  const { attacks, accountsOpened, settledPerAccount } = orderFigures(situation, tactic);
  if (attacks !== true || accountsOpened === null) return [];
  const wanted = situation.attacker.itemsWanted;
  const each = settledPerAccount ?? Number.POSITIVE_INFINITY;
  return Array.from({ length: accountsOpened }, (_, account) =>
    again(account, Math.min(each, wanted - account * each), place),
  );
}

function* again(account: number, times: number, place: (account: number) => Placed): Tactic {
  for (let time = 0; time < times; time++) if (!(yield* place(account))) return;
}
