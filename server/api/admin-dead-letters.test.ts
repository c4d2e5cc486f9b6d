import { describe, expect, test } from "vitest";
import { createAgents, type Outside } from "#agents/registry.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { partitionOf } from "#runtime/partition.ts";
import { aLetter, aMessage } from "#runtime/testing/samples.ts";
import { agentTypes } from "./routers/admin/dead-letters/agent-types.ts";
import { type OpenApi, openApi } from "./testing/open-api.ts";

type Recommend = NonNullable<Outside["recommend"]>;

/** A command is tried three times, with pauses, before it is given up. */
const threeAttempts = 10_000;

const works: Recommend = async () => ({
  ok: true,
  value: { products: [{ productId: "bowl", reason: "It goes." }], brands: [], model: "test" },
});

/** A shop whose assistant breaks each turn until `heal`, and a member of staff of each role. */
async function openBroken() {
  let recommend: Recommend = async () => {
    throw new Error("the oven is cold");
  };
  const shop = await openApi({ recommend: (...given) => recommend(...given) });
  for (const role of ["viewer", "merchandiser", "publisher", "admin"] as const) shop.sessions.add(role, role);
  return {
    ...shop,
    heal: () => {
      recommend = works;
    },
  };
}

/** A command that nothing can run becomes a letter. */
async function poison(shop: OpenApi, shopper: string) {
  await shop.system.tell(shoppingAssistant, shopper).recommendItems({});
  await shop.clock.advance(threeAttempts);
}

const onlyLetter = async (shop: OpenApi) => {
  const { letters } = await shop.as("viewer").admin.deadLetters.list({});
  expect(letters).toHaveLength(1);
  return { agent: letters[0]?.agent ?? "", callId: letters[0]?.callId ?? "" };
};

describe("a dead letter", () => {
  test("is listed without what it says, counted, and opened with all of it", async () => {
    const shop = await openBroken();
    await poison(shop, "ada");
    const { admin } = shop.as("viewer");
    const { letters, cursor } = await admin.deadLetters.list({});
    expect(letters).toMatchObject([
      {
        agent: "shoppingAssistant/ada",
        method: "consultModel",
        error: "the oven is cold",
        reason: "failed",
        replays: 0,
        who: { kind: "system", id: "test", name: null },
      },
    ]);
    expect(letters[0]).not.toHaveProperty("input");
    expect([cursor, await admin.deadLetters.count()]).toEqual([null, 1]);
    const letter = await admin.deadLetters.get(await onlyLetter(shop));
    expect(letter).toMatchObject({ method: "consultModel", input: { round: 1 } });
  });

  test("that is replayed once its cause is gone runs, and says how", async () => {
    const shop = await openBroken();
    await poison(shop, "ada");
    const name = await onlyLetter(shop);
    const { admin } = shop.as("publisher");
    expect(await admin.deadLetters.outcome(name)).toEqual({ kind: "dead_lettered", error: "the oven is cold" });
    shop.heal();
    expect(await admin.deadLetters.replay(name)).toEqual({ ok: true, value: null });
    expect(await admin.deadLetters.outcome(name)).toEqual({ kind: "under_way" });
    expect(await admin.deadLetters.outcome({ ...name, callId: "unheard of" })).toBeNull();
    await shop.clock.advance(threeAttempts);
    expect(await admin.deadLetters.outcome(name)).toEqual({ kind: "ok" });
    expect(await admin.deadLetters.count()).toBe(0);
    const { query } = shop.system;
    expect(await query(shoppingAssistant, "ada").getRecommendedItems()).toMatchObject({ productIds: ["bowl"] });
    await expect(admin.deadLetters.get(name)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("that is replayed too early is a letter again, and knows how often", async () => {
    const shop = await openBroken();
    await poison(shop, "ada");
    const name = await onlyLetter(shop);
    const { admin } = shop.as("admin");
    await admin.deadLetters.replay(name);
    await shop.clock.advance(threeAttempts);
    expect(await admin.deadLetters.outcome(name)).toMatchObject({ kind: "dead_lettered" });
    expect(await admin.deadLetters.get(name)).toMatchObject({ replays: 1, steps: [{ to: "recommend" }] });
    expect(await admin.deadLetters.count()).toBe(1);
  });

  test("is discarded for good, and both refuse in words what is no letter any more", async () => {
    const shop = await openBroken();
    await poison(shop, "ada");
    const name = await onlyLetter(shop);
    const { admin } = shop.as("merchandiser");
    expect(await admin.deadLetters.discard(name)).toEqual({ ok: true, value: null });
    for (const act of [admin.deadLetters.discard, admin.deadLetters.replay])
      expect(await act(name)).toMatchObject({ ok: false, error: { code: "letter_not_found" } });
    expect(await admin.deadLetters.count()).toBe(0);
  });

  test("that is too old is not replayed, stays a letter, and may be discarded", async () => {
    const { shop, as } = await openBroken();
    const { store, partitions, clock } = shop.ports;
    const message = aMessage({ agent: "shoppingAssistant/ada", callId: "from-before" });
    const letter = aLetter({ reason: "too_old", at: clock.now(), message });
    await store.bury({ partition: partitionOf(message.agent, partitions), epoch: 1 }, letter, []);
    const { admin } = as("publisher");
    const { agent, callId } = message;
    expect(await admin.deadLetters.replay({ agent, callId })).toMatchObject({ error: { code: "letter_too_old" } });
    expect(await admin.deadLetters.count()).toBe(1);
    expect(await admin.deadLetters.discard({ agent, callId })).toEqual({ ok: true, value: null });
  });
});

describe("the list of dead letters", () => {
  test("goes page by page, each letter once, also of one type", async () => {
    const shop = await openBroken();
    const shoppers = ["a", "b", "c", "d", "e"];
    for (const shopper of shoppers) await poison(shop, shopper);
    const { admin } = shop.as("viewer");
    for (const type of [undefined, "shoppingAssistant"] as const) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await admin.deadLetters.list({ limit: 2, ...(type && { type }), ...(cursor && { cursor }) });
        seen.push(...page.letters.map(({ agent }) => agent.slice(-1)));
        cursor = page.cursor;
      } while (cursor);
      expect(seen).toEqual(shoppers);
    }
    expect((await admin.deadLetters.list({ type: "cart" })).letters).toEqual([]);
  });

  test.each([{ cursor: "x" }, { cursor: "" }, { type: "unknown" as "cart" }])("is not asked for %o", async (asked) => {
    const { admin } = (await openBroken()).as("viewer");
    await expect(admin.deadLetters.list(asked)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("can be of every type of agents that takes commands", () => {
    const takers = createAgents().filter(({ contract }) => Object.keys(contract.commands).length > 0);
    expect(agentTypes.toSorted()).toEqual(takers.map(({ contract }) => contract.name).sort());
  });
});
