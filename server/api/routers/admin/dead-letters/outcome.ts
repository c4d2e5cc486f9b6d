import { viewerProcedure } from "../../../trpc.ts";
import { LetterName } from "./letter-name.ts";

/** How a call has ended that was a dead letter, or that it is under way; null where nothing is known of it. */
export const outcome = viewerProcedure.input(LetterName).query(async ({ ctx, input }) => {
  const ended = await ctx.runtime.outcome(input);
  if (ended) return ended;
  return (await ctx.runtime.isReplaying(input)) ? { kind: "under_way" as const } : null;
});
