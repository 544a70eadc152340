#!/usr/bin/env node
import { runOnThisMachine } from "../dist/cli/main.js";

await runOnThisMachine();
