import fc from "fast-check";
import { expect } from "vitest";
import { keyOfRow, listsOf, type PriceRow } from "#lib/price-changes.ts";
import { previewOf } from "#lib/price-preview.ts";
import { priceSteps } from "#lib/price-steps.ts";
import { listed, opening } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { createPricing } from "./pricing.agent.ts";
import { pricing } from "./pricing.contract.ts";

const none = { msrpPrices: [], listPrices: [], salePrices: [] };
const second = 1_000;
const market = { currency: "USD", region: "global" };

type Typed = { kind: PriceRow["kind"]; amount: number; region: string; start: number | null; end: number | null };
/** Rows whose windows begin and end so many seconds from now. */
const typed: fc.Arbitrary<Typed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("msrp" as const, "list" as const, "sale" as const),
    amount: fc.nat({ max: 900 }),
    region: fc.constantFrom("global", "eu"),
    start: fc.constantFrom(null, 10, 20),
    end: fc.constantFrom(null, 30, 40),
  }),
  { maxLength: 8 },
);

function listsFrom(rows: readonly Typed[], now: number) {
  const instant = (seconds: number | null) =>
    seconds === null ? null : new Date(now + seconds * second).toISOString();
  const made = rows.map(({ kind, amount, region, start, end }): PriceRow => {
    const window = kind === "sale" ? { start: instant(start), end: instant(end) } : { start: null, end: null };
    return { kind, price: { amount, currency: "USD" }, region, ...window };
  });
  return listsOf([...new Map(made.map((row) => [keyOfRow(row), row])).values()]);
}

test("what is saved is what was previewed, row by row and second by second", async ({ shop }) => {
  let [now, runs] = [opening.getTime(), 0];
  await fc.assert(
    fc.asyncProperty(typed, typed, fc.integer({ min: 0, max: 50 }), async (from, to, seconds) => {
      const id = `p${++runs}`;
      const [before, after] = [listsFrom(from, now), listsFrom(to, now)];
      await shop.ask(pricing, id).initializePricing(before);
      const preview = previewOf(before, after, new Date(now));
      const steps = priceSteps(before, market, new Date(now));
      expect(await shop.ask(pricing, id).revisePricing({ revision: 1, ...after })).toEqual({ ok: true, value: 2 });
      expect(await shop.query(pricing, id).getPricing()).toMatchObject(after);
      await shop.advance(seconds * second);
      now += seconds * second;
      const price = await shop.query(pricing, id).getPrice(market);
      const foreseen = preview.markets.find(({ region }) => region === market.region)?.after ?? steps;
      const then = new Date(now).toISOString();
      expect(price?.price.amount).toBe(foreseen.findLast((step) => step.from <= then)?.price?.price.amount);
    }),
    { numRuns: 40 },
  );
});

test("of changes that saw the same prices one is saved, whatever the others say", async ({ shop }) => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 900 }), { minLength: 2, maxLength: 5 }), async (amounts) => {
      const id = `p${++runs}`;
      await shop.ask(pricing, id).initializePricing({ ...none, listPrices: listed(1_000) });
      const answers = await Promise.all(
        amounts.map((amount) =>
          shop.ask(pricing, id).revisePricing({ ...none, listPrices: listed(amount), revision: 1 }),
        ),
      );
      const saved = amounts.filter((_, i) => answers[i]?.ok);
      expect(saved).toHaveLength(1);
      const present = await shop.query(pricing, id).getRevisedPricing();
      expect(present).toMatchObject({ revision: 2, pricing: { listPrices: listed(saved[0] ?? -1) } });
      for (const answer of answers) {
        if (!answer.ok) expect(answer.error).toEqual({ code: "pricing_changed", detail: present });
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
