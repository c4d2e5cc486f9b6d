import { TRPCError } from "@trpc/server";
import { named } from "../../../people.ts";
import { viewerProcedure } from "../../../trpc.ts";
import { LetterName } from "./letter-name.ts";
import { letterSummary, stepsOf } from "./letter-view.ts";

/** One dead letter with all that it says, people's addresses too: who mends it has to see them. */
export const get = viewerProcedure.input(LetterName).query(async ({ ctx, input }) => {
  const letter = await ctx.runtime.deadLetter(input);
  if (letter === undefined) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such dead letter." });
  const { message, events } = letter;
  const whoIs = await named(ctx.people, [message.caller]);
  return {
    ...letterSummary(letter, whoIs),
    sentAt: new Date(message.since).toISOString(),
    chain: message.chain,
    input: message.input ?? null,
    steps: stepsOf(events.length > 0 ? events : (message.prior ?? [])),
  };
});
