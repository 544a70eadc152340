/** `grants`: the coupons that each redemption of a campaign gives its customer to share, and what each of them is worth. */
import type { DocumentFile } from "../documents/document-file.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { formatMinor } from "../domain/money.js";
import { remedy } from "../domain/suggest.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { GrantRule, GrantShare } from "./campaign.js";
import type { Shapes } from "./campaign-schema.js";

/** Null for a campaign that grants none, and where something was reported that leaves no rule. */
export function compileGrants(file: DocumentFile, path: Path, leaves: Leaves, shapes: Shapes): GrantRule | null {
  if (file.nodeAt(path) === undefined) return null;
  const { campaign, count, expires } = readKeys(file, path, shapes.grants);
  const below: Path = [...path, "share"];
  const keys = file.nodeAt(below) === undefined ? null : readKeys(file, below, shapes.share);
  if (expires !== undefined && keys?.expires !== undefined) {
    const hint = "remove one of them: they mean the same";
    file.reportKey([...below, "expires"], "conflicting-keys", '"expires" stands here and beside "share"', hint);
  }
  let share: GrantShare | null = null;
  if (keys !== null) {
    const { split, total } = keys;
    if (split === undefined || total === undefined || count === undefined) return null;
    if (total < count) {
      const money = (minor: number) => formatMinor(minor, leaves.exponent);
      const message = `${money(total)} is too little for ${count} coupons`;
      const hint = `each has ${money(1)} at least: write ${money(count)} or more`;
      file.report([...below, "total"], "amount-out-of-range", message, hint);
    }
    share = { split, totalMinor: total };
  }
  if (campaign === undefined || count === undefined) return null;
  const expiresMs = expires ?? keys?.expires ?? Number.POSITIVE_INFINITY;
  return { campaignId: campaign, count, share, expiresMs, at: file.atKey(path) };
}

/** Over all files of a run: what grants are for is a campaign that asks for coupons. Looks at the trees, so that a campaign with other problems takes part. */
export function checkGrants(files: readonly DocumentFile[]): void {
  const asks = new Map<string, boolean>();
  const places = files.flatMap((file) => {
    const list = file.nodeAt(["campaigns"]);
    const items = list?.kind === "list" ? list.items : [];
    return items.map((_, index) => ({ file, path: ["campaigns", index] as Path }));
  });
  for (const { file, path } of places) {
    const id = textAt(file, [...path, "id"]);
    if (id !== "") asks.set(id, file.nodeAt([...path, "coupon"]) !== undefined);
  }
  for (const { file, path } of places) {
    const at: Path = [...path, "grants", "campaign"];
    const id = textAt(file, at);
    if (id === "") continue;
    const isAsking = asks.get(id);
    if (isAsking === undefined) {
      file.report(at, "unknown-campaign", `no campaign is called ${quote(id)}`, remedy(id, [...asks.keys()]));
    } else if (!isAsking) {
      const message = `the campaign ${quote(id)} asks for no coupon, so that one for it changes nothing`;
      file.report(at, "grants-without-coupon", message, `write coupon: required in ${quote(id)}`);
    }
  }
}

function textAt(file: DocumentFile, path: Path): string {
  const node = file.nodeAt(path);
  return node?.kind === "scalar" ? node.text.trim() : "";
}
