/** Plans, for whoever plays them. */
export type { Plan, Search } from "./exact/plan.js";
