import { destroyMethod } from "./ports.ts";

/** The commands that every agent with a state has. A contract's own never begin with the sign. */
export const lifeMethods = {
  destroy: destroyMethod,
  revert: "$revert",
  fork: "$fork",
  schedule: "$schedule",
  unschedule: "$unschedule",
} as const;
