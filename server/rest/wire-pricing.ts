import { z } from "zod";
import type { ChosenPrice, Pricing, PricingItem, SalePricingItem } from "#agents/pricing/pricing.contract.ts";
import { decimal, PriceInput } from "./wire-money.ts";
import { optionalTimestamp, TimestampInput, timestamp } from "./wire-time.ts";

const SaleInput = z
  .intersection(PriceInput, z.object({ start: TimestampInput, end: TimestampInput }))
  .transform(({ price, region, start, end }) => ({ price, region, start, end }));

/** The three lists as the wire has them; a list left out is an empty one. */
export const PricingInput = z
  .object({
    "msrp-prices": z.array(PriceInput).default([]),
    "list-prices": z.array(PriceInput).default([]),
    "sale-prices": z.array(SaleInput).default([]),
  })
  .transform((wire) => ({
    msrpPrices: wire["msrp-prices"],
    listPrices: wire["list-prices"],
    salePrices: wire["sale-prices"],
  }));

const toWirePrice = ({ price, region }: PricingItem) => ({ price: decimal(price), currency: price.currency, region });

const toWireSale = (sale: SalePricingItem) => ({
  ...toWirePrice(sale),
  start: optionalTimestamp(sale.start),
  end: optionalTimestamp(sale.end),
});

export const toWirePricing = (pricing: Pricing) => ({
  "product-id": pricing.productId,
  "msrp-prices": pricing.msrpPrices.map(toWirePrice),
  "list-prices": pricing.listPrices.map(toWirePrice),
  "sale-prices": pricing.salePrices.map(toWireSale),
  "created-at": timestamp(pricing.createdAt),
  "updated-at": timestamp(pricing.updatedAt),
});

export const toWireChosenPrice = (chosen: ChosenPrice) => ({
  ...toWirePrice(chosen),
  kind: chosen.kind,
  window: chosen.window && {
    start: optionalTimestamp(chosen.window.start),
    end: optionalTimestamp(chosen.window.end),
  },
  list: chosen.list && decimal(chosen.list),
  msrp: chosen.msrp && decimal(chosen.msrp),
});
