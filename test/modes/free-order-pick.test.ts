/** What a user is told who writes `pick` wrongly: all ways to write it, not one of them. */
import { expect, it } from "vitest";
import { pickLeaf } from "../../src/modes/free-order-pick-leaf.js";
import { createLeaves } from "../../src/schema/leaves.js";

const leaf = pickLeaf(createLeaves(2));

it.each([
  ["first", "first"],
  [" random_times ", "random_times"],
  [{ nth: "3" }, { nth: 3 }],
  [{ random_of: "100" }, { random_of: 100 }],
])("reads %j", (written, read) => {
  expect(leaf.parse(written)).toEqual(read);
});

it.each([
  ["last", [], /no way to pick/, /\{ nth: 10 \}.*\{ random_of: 1000 \}/],
  ["random_time", [], /no way to pick/, /did you mean "random_times"/],
  ["random_of", [], /needs a number/, /\{ random_of: 10 \}/],
  [{}, [], /no way to pick/, /first, random_times/],
  [{ random_off: "5" }, [], /"random_off" is no way/, /did you mean "random_of"/],
  [{ nth: "2", random_of: "5" }, [], /exclude each other/, /keep one/],
  [{ nth: "0" }, ["nth"], /out of range/, /from 1/],
  [{ nth: ["1"] }, ["nth"], /needs a number/, /\{ nth: 10 \}/],
  [["nth"], [], /a list is no way/, /first, random_times/],
])("tells what is wrong with %j", (written, path, message, hint) => {
  const { issues } = leaf.safeParse(written).error ?? { issues: [] };
  expect(issues).toHaveLength(1);
  expect(issues[0].path).toEqual(path);
  expect(issues[0].message).toMatch(message);
  expect((issues[0] as { params?: { hint: string } }).params?.hint).toMatch(hint);
});
