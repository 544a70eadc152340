/** Makes a failing case small: drops campaigns, rows, tables and options for as long as it still fails. */
import type { Campaign, Case, Discount, Row } from "./case.js";

/** `fails` says whether a smaller case still shows the difference; a case that no longer runs at all should not count. */
export async function shrinkCase(input: Case, fails: (smaller: Case) => Promise<boolean>): Promise<Case> {
  let best = input;
  const attempt = async (smaller: Case): Promise<boolean> => {
    if (!(await fails(smaller))) return false;
    best = smaller;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let size = Math.ceil(best.log.rows.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at < best.log.rows.length; ) {
        const rows = best.log.rows.toSpliced(at, size);
        if (await attempt({ ...best, log: { ...best.log, rows } })) changed = true;
        else at += size;
      }
    }
    for (const smaller of smallerCampaigns(best)) if (await attempt(smaller(best))) changed = true;
    for (const key of Object.keys(best.options) as (keyof Case["options"])[]) {
      const { [key]: _, ...options } = best.options;
      if (await attempt({ ...best, options })) changed = true;
    }
    if (best.dress !== undefined) {
      const { dress: _, ...rest } = best;
      if (await attempt(rest)) changed = true;
    }
    for (let at = (best.coupons?.rows.length ?? 0) - 1; at >= 0; at--) {
      const { coupons } = best;
      if (coupons === undefined) break;
      const rows = coupons.rows.toSpliced(at, 1);
      if (await attempt({ ...best, coupons: { ...coupons, rows } })) changed = true;
    }
    if (best.history !== undefined) {
      const { history, ...rest } = best;
      if (await attempt(rest)) changed = true;
      else {
        for (let at = history.rows.length - 1; at >= 0; at--) {
          const rows: Row[] = (best.history?.rows ?? []).toSpliced(at, 1);
          if (await attempt({ ...best, history: { ...history, rows } })) changed = true;
        }
      }
    }
  }
  return best;
}

const CAPS = ["max_discount", "min_payable", "minimum_amount", "otherwise", "max_price", "max_share", "step"] as const;

type Change = (input: Case) => Case;

/** Every way to leave out one campaign or one key of one campaign. */
function smallerCampaigns(input: Case): Change[] {
  const changes: Change[] = [];
  for (const campaign of input.files.flatMap((file) => file.campaigns)) {
    changes.push(withCampaign(campaign.id, () => null));
    for (const key of Object.keys(campaign) as (keyof Campaign)[]) {
      if (key === "id" || key === "name" || key === "discount") continue;
      changes.push(
        withCampaign(campaign.id, (c) => {
          const { [key]: _, ...rest } = c;
          return rest as Campaign;
        }),
      );
    }
    for (const change of smallerDiscounts(campaign.discount)) {
      changes.push(withCampaign(campaign.id, (c) => ({ ...c, discount: change(c.discount) })));
    }
  }
  return changes;
}

type DiscountChange = (discount: Discount) => Discount;

/** Every way to leave a cap out, or what is nested, or the lottery around it. */
function smallerDiscounts(discount: Discount): DiscountChange[] {
  const changes: DiscountChange[] = [];
  for (const cap of CAPS) {
    if (discount[cap] === undefined) continue;
    changes.push(({ [cap]: _, ...rest }) => rest as Discount);
  }
  for (const key of ["prize", "otherwise"] as const) {
    const nested = discount[key];
    if (nested === undefined) continue;
    changes.push((outer) => outer[key] ?? outer);
    for (const change of smallerDiscounts(nested)) {
      changes.push((outer) => (outer[key] === undefined ? outer : { ...outer, [key]: change(outer[key]) }));
    }
  }
  return changes;
}

function withCampaign(id: string, change: (campaign: Campaign) => Campaign | null): Change {
  return (input) => ({
    ...input,
    files: input.files.map((file) => ({
      ...file,
      campaigns: file.campaigns.map((c) => (c.id === id ? change(c) : c)).filter((c) => c !== null),
    })),
  });
}
