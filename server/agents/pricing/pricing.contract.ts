import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { Money } from "#lib/money-schema.ts";
import { contract } from "#runtime/contract.ts";
import { Price, Region } from "../item.contract.ts";

/** Prices of one kind (MSRP, list or sale) of one product. */
export const MAX_PRICES = 500;

const Instant = z.iso.datetime();
// Written in UTC, so that equal instants are equal text; a year that UTC cannot write in four digits is refused.
const InstantInput = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .pipe(Instant)
  .nullable()
  .default(null);

export const PricingItem = z.object({ price: Price, region: Region });
export type PricingItem = z.output<typeof PricingItem>;

/** A price from `start` up to, not including, `end`; null is open. */
export const SalePricingItem = PricingItem.extend({ start: Instant.nullable(), end: Instant.nullable() });
export type SalePricingItem = z.output<typeof SalePricingItem>;

const SalePricingItemInput = PricingItem.extend({ start: InstantInput, end: InstantInput }).refine(
  ({ start, end }) => start === null || end === null || start < end,
  { error: "a sale ends after it starts", path: ["end"] },
);

const PriceLists = z.object({
  msrpPrices: z.array(PricingItem).max(MAX_PRICES),
  listPrices: z.array(PricingItem).max(MAX_PRICES),
  salePrices: z.array(SalePricingItemInput).max(MAX_PRICES),
});

export const Pricing = z.object({
  productId: Id,
  msrpPrices: z.array(PricingItem),
  listPrices: z.array(PricingItem),
  salePrices: z.array(SalePricingItem),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Pricing = z.output<typeof Pricing>;

/** A chosen price and why: its kind, the sale's window, and what list price and MSRP say beside it. */
export const ChosenPrice = z.object({
  price: Price,
  region: Region,
  kind: z.enum(["sale", "list", "msrp"]),
  window: z.object({ start: Instant.nullable(), end: Instant.nullable() }).nullable(),
  list: Money.nullable(),
  msrp: Money.nullable(),
});
export type ChosenPrice = z.output<typeof ChosenPrice>;

/** All prices, and the number of the change that made them: whoever changes them says what they have seen. */
export const RevisedPricing = z.object({ revision: z.int().nonnegative(), pricing: Pricing.nullable() });
export type RevisedPricing = z.output<typeof RevisedPricing>;

/** What a product costs, by currency and region. The id is the product's. */
export const pricing = contract("pricing", {
  queries: {
    getPricing: { returns: Pricing.nullable() },
    getRevisedPricing: { returns: RevisedPricing },
    // Any text is asked for; what is spelt differently simply has no price.
    getPrice: {
      input: z.object({ currency: z.string().max(64), region: z.string().max(64) }),
      returns: ChosenPrice.nullable(),
    },
  },
  commands: {
    initializePricing: { input: PriceLists },
    updatePricing: {
      input: PriceLists,
      fails: { too_many_prices: z.object({ kind: z.enum(["msrp", "list", "sale"]), maximum: z.int() }) },
    },
    /** Replaces all lists of the revision that was seen, and answers the new one. */
    revisePricing: {
      input: PriceLists.extend({ revision: z.int().nonnegative() }),
      returns: z.int(),
      fails: { pricing_changed: RevisedPricing },
    },
  },
});
