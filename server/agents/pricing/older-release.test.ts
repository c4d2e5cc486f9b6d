import { expect, test } from "vitest";
import { z } from "zod";
import { agent } from "#runtime/agent.ts";
import { testCluster } from "#runtime/testing/test-cluster.ts";
import { listed } from "../testing/shop.ts";
import { createPricing } from "./pricing.agent.ts";
import { Pricing, pricing, type RevisedPricing } from "./pricing.contract.ts";

const staff = { kind: "staff", id: "s1" } as const;
const lists = (amount: number) => ({ msrpPrices: [], listPrices: listed(amount), salePrices: [] });

/** Prices as they were kept before their revisions were counted. */
const createUncounted = () => {
  const { contract, behaviour } = createPricing();
  return agent(contract, {
    ...behaviour,
    state: z.object({ pricing: Pricing.nullable() }) as unknown as typeof RevisedPricing,
    initial: () => ({ pricing: null }) as unknown as RevisedPricing,
    version: 1,
    migrate: {},
    commands: {
      ...behaviour.commands,
      updatePricing({ draft, input, ctx, ok }) {
        const now = ctx.now().toISOString();
        draft.pricing = { ...input, productId: ctx.id, createdAt: now, updatedAt: now };
        return ok();
      },
    },
  });
};

test("a silo of before revisions were counted never sets a price list's revision back", async () => {
  const world = testCluster(() => [createPricing()], 1);
  const older = { agents: [createUncounted()] };
  const first = await world.silo(older);
  const door = await world.door(older);
  const { ask } = door.runtime.as(staff);
  const deadline = new Date(world.clock.now() + 600_000);
  const update = (amount: number) => ask(pricing, "p1", { deadline }).updatePricing(lists(amount));
  const revision = async () =>
    (await world.run(counting.runtime.as(staff).query(pricing, "p1").getRevisedPricing())).revision;
  expect(await world.run(update(100))).toEqual({ ok: true });
  await world.run(first.runtime.drainSilo());
  const counting = await world.silo();
  expect(await revision()).toBe(1);
  expect(await world.run(update(200))).toEqual({ ok: true });
  expect(await revision()).toBe(2);

  // the older one comes back between two newer ones, and is asked to write
  counting.process.kill();
  const between = await world.silo(older);
  await world.clock.advance(5000);
  const written = update(300);
  await world.clock.advance(5000);
  expect(between.calls.filter(({ name }) => name === "commit")).toEqual([]);
  const again = await world.silo();
  expect(await world.run(written)).toEqual({ ok: true });
  expect(await world.run(again.runtime.as(staff).query(pricing, "p1").getRevisedPricing())).toMatchObject({
    revision: 3,
    pricing: lists(300),
  });
});
