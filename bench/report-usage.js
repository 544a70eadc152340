/** Loaded before a measured program: tells the bench, over file descriptor 3, the most memory that the process ever held. */
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// Workers load it too; their memory is the process's.
if (isMainThread) {
  process.on("exit", () => {
    writeSync(3, JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024 }));
  });
}
