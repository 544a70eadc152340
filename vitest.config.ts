import { defineConfig } from "vitest/config";

export default defineConfig({
  // All cores: left alone, vitest keeps one for an editor, which on a machine with two is every other.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: "100%" },
});
