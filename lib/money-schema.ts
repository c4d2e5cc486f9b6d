import { z } from "zod";
import { decimalsOf } from "./currency.ts";

// Apart from the arithmetic, so that a browser that only writes prices loads no schemas.

/** An ISO 4217 code, upper case; no other spelling is known. */
export const Currency = z.string().refine((code) => decimalsOf(code) !== undefined, "an ISO 4217 currency code");

/** An amount of `lib/money.ts`, checked. */
export const Money = z.object({ amount: z.int().nonnegative(), currency: Currency });
