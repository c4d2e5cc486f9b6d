import { faultTable } from "#server/api/errors.ts";
import type { Changes } from "#server/gateway/turn-away-when-full.ts";
import { problem } from "./envelopes.ts";

/** Whatever is no GET of the REST door is a command. */
export const restChanges: Changes = {
  isChange: (url) => url.startsWith("/v1/"),
  refusal: JSON.stringify(problem(faultTable.overloaded.sentence)),
};
