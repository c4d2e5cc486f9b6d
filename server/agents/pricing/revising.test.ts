import fc from "fast-check";
import { expect } from "vitest";
import { keyOfRow, listsOf, type PriceRow } from "#lib/price-changes.ts";
import { previewOf } from "#lib/price-preview.ts";
import { priceSteps } from "#lib/price-steps.ts";
import { listed, opening, openShop } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { createPricing } from "./pricing.agent.ts";
import { pricing } from "./pricing.contract.ts";

const none = { msrpPrices: [], listPrices: [], salePrices: [] };
const inMinutes = (minutes: number) => new Date(opening.getTime() + minutes * 60_000).toISOString();
const market = { currency: "USD", region: "global" };

const row: fc.Arbitrary<PriceRow> = fc
  .record({
    kind: fc.constantFrom("msrp" as const, "list" as const, "sale" as const),
    amount: fc.nat({ max: 900 }),
    region: fc.constantFrom("global", "eu"),
    start: fc.constantFrom(null, 10, 20),
    end: fc.constantFrom(null, 30, 40),
  })
  .map(({ kind, amount, region, start, end }) => ({
    kind,
    price: { amount, currency: "USD" },
    region,
    start: kind === "sale" && start !== null ? inMinutes(start) : null,
    end: kind === "sale" && end !== null ? inMinutes(end) : null,
  }));
const lists = fc.uniqueArray(row, { selector: keyOfRow, maxLength: 8 }).map(listsOf);

test("what is saved is what was previewed, row by row and minute by minute", async () => {
  await fc.assert(
    fc.asyncProperty(lists, lists, fc.integer({ min: 0, max: 50 }), async (before, after, minutes) => {
      const shop = await openShop();
      try {
        await shop.ask(pricing, "p1").initializePricing(before);
        const { revision } = await shop.query(pricing, "p1").getRevisedPricing();
        const preview = previewOf(before, after, opening);
        expect(await shop.ask(pricing, "p1").revisePricing({ revision, ...after })).toEqual({ ok: true, value: 2 });
        expect(await shop.query(pricing, "p1").getPricing()).toMatchObject(after);
        await shop.advance(minutes * 60_000);
        const price = await shop.query(pricing, "p1").getPrice(market);
        const foreseen =
          preview.markets.find(({ region }) => region === market.region)?.after ?? priceSteps(before, market, opening);
        const then = inMinutes(minutes);
        expect(price?.price.amount).toBe(foreseen.findLast(({ from }) => from <= then)?.price?.price.amount);
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 40 },
  );
});

test("of changes that saw the same prices one is saved, whatever the others say", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 900 }), { minLength: 2, maxLength: 5 }), async (amounts) => {
      const shop = await openShop();
      try {
        await shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: listed(1_000) });
        const answers = await Promise.all(
          amounts.map((amount) =>
            shop.ask(pricing, "p1").revisePricing({ ...none, listPrices: listed(amount), revision: 1 }),
          ),
        );
        const saved = amounts.filter((_, i) => answers[i]?.ok);
        expect(saved).toHaveLength(1);
        const present = await shop.query(pricing, "p1").getRevisedPricing();
        expect(present).toMatchObject({ revision: 2, pricing: { listPrices: listed(saved[0] ?? -1) } });
        for (const answer of answers) {
          if (!answer.ok) expect(answer.error).toEqual({ code: "pricing_changed", detail: present });
        }
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 20 },
  );
});

test("every way to change prices makes a preview old", async ({ shop }) => {
  const revisionNow = async () => (await shop.query(pricing, "p1").getRevisedPricing()).revision;
  expect(await revisionNow()).toBe(0);
  await shop.ask(pricing, "p1").revisePricing({ ...none, listPrices: listed(3), revision: 0 });
  expect(await revisionNow()).toBe(1);
  await shop.ask(pricing, "p1").updatePricing({ ...none, listPrices: listed(2) });
  expect(await revisionNow()).toBe(2);
  await shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: listed(1) });
  expect(await revisionNow()).toBe(3);
});

test("prices that were kept before revisions were counted are at their first", async ({ shop }) => {
  const { migrate, state } = createPricing().behaviour;
  const migrated = (older: unknown) => state.parse(migrate?.[1]?.(older as never));
  await shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: listed(1) });
  const kept = await shop.query(pricing, "p1").getPricing();
  expect(migrated({ pricing: kept })).toEqual({ revision: 1, pricing: kept });
  expect(migrated({ pricing: null })).toEqual({ revision: 0, pricing: null });
});
