import type { Result } from "#lib/result.ts";
import { staffProcedure } from "../../../trpc.ts";
import { LetterName } from "./letter-name.ts";

type Refusal = { code: "letter_not_found"; detail: Record<never, never> };

/** Forgets a dead letter for good. What its finished steps did stays done. */
export const discard = staffProcedure
  .input(LetterName)
  .mutation(async ({ ctx, input }): Promise<Result<null, Refusal>> => {
    const found = await ctx.runtime.discard(input);
    return found ? { ok: true, value: null } : { ok: false, error: { code: "letter_not_found", detail: {} } };
  });
