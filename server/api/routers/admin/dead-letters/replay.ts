import type { Result } from "#lib/result.ts";
import { staffProcedure } from "../../../trpc.ts";
import { LetterName } from "./letter-name.ts";

type Refusal = { code: "letter_not_found" | "letter_too_old"; detail: Record<never, never> };

/** Runs a dead letter again, on what its agent is by now; `outcome` then says how it went. */
export const replay = staffProcedure
  .input(LetterName)
  .mutation(async ({ ctx, input }): Promise<Result<null, Refusal>> => {
    const replayed = await ctx.runtime.replay(input);
    if (replayed === true) return { ok: true, value: null };
    return { ok: false, error: { code: replayed ? "letter_too_old" : "letter_not_found", detail: {} } };
  });
