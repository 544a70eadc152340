import { expect, it } from "vitest";
import { warningLines, warningText } from "../../src/cli/warning-lines.js";

it("says which campaign a warning is about, so that two alike can be told apart", () => {
  const about = { code: "min-payable-zero", message: "the discount can leave 0 to pay", campaign_id: "friday" };
  expect(warningText(about)).toBe("friday: the discount can leave 0 to pay");
  expect(warningText({ ...about, message: "friday: nobody comes" })).toBe("friday: nobody comes");
  expect(warningText({ code: "few-days", message: "the log has 3 days" })).toBe("the log has 3 days");
  const text = warningLines([about], 40).map((line) => line.map((span) => span.text).join(""));
  expect(text.join(" ").replace(/ +/g, " ").trim()).toBe(
    "warning[min-payable-zero]: friday: the discount can leave 0 to pay",
  );
  for (const line of text) expect(line.length).toBeLessThanOrEqual(40);
});
