import { z } from "zod";
import type { ChosenPrice, Pricing, PricingItem, SalePricingItem } from "#agents/pricing/pricing.contract.ts";
import { decimal, PriceInput } from "./wire-money.ts";
import { optionalTimestamp, Timestamp, TimestampInput, timestamp } from "./wire-time.ts";

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

const WirePrice = z.object({ price: z.number(), currency: z.string(), region: z.string() });
const Window = z.object({ start: Timestamp.nullable(), end: Timestamp.nullable() });
const WireSale = WirePrice.extend(Window.shape);

export const WirePricing = z.object({
  "product-id": z.string(),
  "msrp-prices": z.array(WirePrice),
  "list-prices": z.array(WirePrice),
  "sale-prices": z.array(WireSale),
  "created-at": Timestamp,
  "updated-at": Timestamp,
});

/** Today's price and why. */
export const WireChosenPrice = WirePrice.extend({
  kind: z.enum(["sale", "list", "msrp"]),
  window: Window.nullable(),
  list: z.number().nullable(),
  msrp: z.number().nullable(),
});

const toWirePrice = ({ price, region }: PricingItem): z.output<typeof WirePrice> => ({
  price: decimal(price),
  currency: price.currency,
  region,
});

const toWireSale = (sale: SalePricingItem): z.output<typeof WireSale> => ({
  ...toWirePrice(sale),
  start: optionalTimestamp(sale.start),
  end: optionalTimestamp(sale.end),
});

export const toWirePricing = (pricing: Pricing): z.output<typeof WirePricing> => ({
  "product-id": pricing.productId,
  "msrp-prices": pricing.msrpPrices.map(toWirePrice),
  "list-prices": pricing.listPrices.map(toWirePrice),
  "sale-prices": pricing.salePrices.map(toWireSale),
  "created-at": timestamp(pricing.createdAt),
  "updated-at": timestamp(pricing.updatedAt),
});

export const toWireChosenPrice = (chosen: ChosenPrice): z.output<typeof WireChosenPrice> => ({
  ...toWirePrice(chosen),
  kind: chosen.kind,
  window: chosen.window && {
    start: optionalTimestamp(chosen.window.start),
    end: optionalTimestamp(chosen.window.end),
  },
  list: chosen.list && decimal(chosen.list),
  msrp: chosen.msrp && decimal(chosen.msrp),
});
