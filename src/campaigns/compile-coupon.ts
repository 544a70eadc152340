/** `coupon`: whether a campaign makes offers to holders of a coupon alone, and which of several coupons is used. */
import type { DocumentFile } from "../documents/document-file.js";
import { explainIssues, reportWrongShape } from "../documents/explain-issues.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import type { Leaves } from "../schema/leaves.js";
import type { CouponRule } from "./campaign.js";
import type { Shapes } from "./campaign-schema.js";

/** Null for a campaign that asks for no coupon; problems go to the file. */
export function compileCoupon(file: DocumentFile, path: Path, leaves: Leaves, shapes: Shapes): CouponRule | null {
  const node = file.nodeAt(path);
  if (node === undefined) return null;
  if (node.kind === "scalar" && node.text.trim() !== "") {
    const word = leaves.oneOf(["required"]);
    const result = word.safeParse(node.text.trim());
    if (!result.success) explainIssues(file, path, word, result.error.issues);
    return { use: "expires_first" };
  }
  if (node.kind !== "block") {
    reportWrongShape(file, path, "block");
    return null;
  }
  const { use = "expires_first" } = readKeys(file, path, shapes.coupon);
  return { use };
}
