import { z } from "zod";
import { Id } from "#lib/ids.ts";

const Amount = z.int().positive();
const Currency = z.enum(["USD", "EUR", "GBP", "JPY"]);
const Region = z.enum(["global", "us", "eu", "uk", "jp"]);

/** Minor units by region and currency. */
const PriceTable = z.partialRecord(Region, z.partialRecord(Currency, Amount));
export type PriceTable = z.output<typeof PriceTable>;

// days from the seeding, so that a fresh shop always has sales that run, that come and that are over
const Sale = z.strictObject({
  startsInDays: z.int().optional(),
  endsInDays: z.int().optional(),
  prices: PriceTable,
});

/** The name of a file of the Fluent emoji set, without `.webp`. */
const Emoji = z.string().regex(/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/);

const CatalogueProduct = z.strictObject({
  name: z.string().trim().min(1),
  brand: z.string().trim().min(1),
  description: z.string().trim().min(1),
  tags: z.array(z.string().trim().min(1)).min(2),
  /** What its picture shows, and in words. */
  picture: z.strictObject({ hero: Emoji, beside: z.array(Emoji).min(1).max(3), alt: z.string().trim().min(1) }),
});

const CataloguePrices = z.strictObject({
  msrp: PriceTable,
  list: PriceTable,
  sales: z.array(Sale),
});
export type CataloguePrices = z.output<typeof CataloguePrices>;

/** One id of the shop; the demo has one without a product and one without prices, on purpose. */
const CatalogueEntry = z.strictObject({
  id: Id,
  /** In the front window, at first. */
  featured: z.literal(true).optional(),
  product: CatalogueProduct.optional(),
  prices: CataloguePrices.optional(),
});

export const CatalogueFile = z.strictObject({
  category: z.string().trim().min(1),
  entries: z.array(CatalogueEntry).min(1),
});

export type CatalogueEntry = z.output<typeof CatalogueEntry> & { category: string };
