import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { loadCatalogue } from "./load-catalogue.ts";
import { priceListsOf } from "./price-lists.ts";

const parallel = 32;

/**
 * Fills the shop with the demo catalogue: only ids that it has never filled, so it may be repeated or killed at any
 * moment. A product is written before its prices, and products that have no prices before all others; prices are never
 * taken away, so where they are, the product was there too, and staff who retired it are not overruled.
 */
export async function seedDemo(runtime: Runtime, now: Date, log: (message: string) => void): Promise<void> {
  const demo = runtime.as({ kind: "system", id: "demo" });
  const entries = await loadCatalogue();
  const started = await select(entries, async ({ id }) => (await demo.query(pricing, id).getPricing()) !== null);
  const open = entries.filter((entry) => !started.has(entry));
  const priced = open.filter(({ prices }) => prices);
  const unpriced = started.size === 0 ? open.filter(({ prices }) => !prices) : [];
  if (priced.length + unpriced.length === 0) return log(`demo catalogue: all ${entries.length} ids are there`);

  let done = 0;
  const fill = async ({ id, product: fields, prices }: CatalogueEntry) => {
    if (fields && !(await demo.query(product, id).getProduct())) {
      const { name, brand, description, tags } = fields;
      await demo.ask(product, id).initializeProduct({ name, brand, description, tags });
    }
    if (prices) await demo.ask(pricing, id).initializePricing(priceListsOf(prices, now));
    done += 1;
    if (done % 24 === 0) log(`demo catalogue: ${done} of ${priced.length + unpriced.length} ids filled`);
  };
  await forEach(unpriced, fill);
  await forEach(priced, fill);
  log(`demo catalogue: ${done} ids filled, ${entries.length - done} were there`);
}

async function select<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<Set<T>> {
  const held = new Set<T>();
  await forEach(items, async (item) => {
    if (await holds(item)) held.add(item);
  });
  return held;
}

// the walkers share one iterator, so each item is taken once
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const walk = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: parallel }, walk));
}
