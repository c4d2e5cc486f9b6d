import { z } from "zod";
import { type Money, parseMoney, toDecimal } from "#lib/money.ts";

/** The wire's decimal number of an amount. */
export const decimal = (money: Money): number => Number(toDecimal(money));

const complaints = {
  unknown_currency: "is not a currency of ISO 4217",
  not_a_number: "is not a decimal number",
  negative: "must not be negative",
  too_many_decimals: "has more decimals than its currency",
  too_large: "is too large",
} as const;

/** A price with its currency and region; older clients call the region `zone`. Decimals are read exactly or refused. */
export const PriceInput = z
  .object({
    price: z.union([z.number(), z.string()]),
    currency: z.string(),
    region: z.string().optional(),
    zone: z.string().optional(),
  })
  .transform(({ price, currency, region, zone }, ctx) => {
    const named = region ?? zone;
    if (named === undefined) {
      ctx.addIssue({ code: "custom", message: "a price needs its region" });
      return z.NEVER;
    }
    const money = parseMoney(price, currency);
    if (!money.ok) {
      ctx.addIssue({ code: "custom", message: `the price ${price} ${currency} ${complaints[money.error]}` });
      return z.NEVER;
    }
    return { price: money.value, region: named };
  });
