import type { Result } from "#lib/result.ts";
import { staffProcedure } from "../../../trpc.ts";
import { LetterName } from "./letter-name.ts";

type Refusal = { code: "letter_not_found"; detail: Record<never, never> };

/** Runs a dead letter again, on what its agent is by now; `outcome` then says how it went. */
export const replay = staffProcedure
  .input(LetterName)
  .mutation(async ({ ctx, input }): Promise<Result<null, Refusal>> => {
    const found = await ctx.runtime.replay(input);
    return found ? { ok: true, value: null } : { ok: false, error: { code: "letter_not_found", detail: {} } };
  });
