import { viewerProcedure } from "../../../trpc.ts";
import { LetterName } from "./letter-name.ts";

/** How a call has ended that was a dead letter; null while it is under way. */
export const outcome = viewerProcedure
  .input(LetterName)
  .query(async ({ ctx, input }) => (await ctx.runtime.outcome(input)) ?? null);
