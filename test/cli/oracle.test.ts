/** The built command line agrees with the oracle as the library does: what lies between them (options, files, pipes) changes no figure. */
import { expect, it } from "vitest";
import { randomCase } from "../oracle/random-case.js";
import { findDifference } from "../oracle/run-case.js";
import { runCli } from "../oracle/run-cli.js";

it.each([1, 2, 3, 4, 5, 6, 7, 8])("on the random case of seed %d", async (seed) => {
  expect(await findDifference(randomCase(seed), runCli)).toBeNull();
});
