import { expect, it } from "vitest";
import { testCluster } from "./testing/test-cluster.ts";
import { chain, createVisitor, visitor } from "./testing/visitor.ts";

const me = { kind: "shopper", id: "s1" } as const;

it("a replayed letter begins anew where its ask was withdrawn, also for turns above it that have ended", async () => {
  const world = testCluster(() => [createVisitor()], 1);
  const { store } = world.ports;
  const stuck = [createVisitor((note) => (note === "R.b.c" ? new Promise(() => {}) : Promise.resolve()))];
  const first = await world.silo({ agents: stuck });
  const door = await world.door();
  const as = door.runtime.as(me);
  as.ask(visitor, "a")
    .visit(chain("R", ["b", "c"]))
    .catch(() => {});
  await world.clock.advance(100);
  first.process.kill();
  await world.clock.advance(3000);
  const claimed = await store.claim(0, "between", 1000);
  if (claimed.kind !== "claimed") throw new Error("the partition is not free");
  const fence = { partition: 0, epoch: claimed.epoch };
  const open = await store.openTurns(fence, false);
  const turn = Array.isArray(open) ? open.find(({ agent }) => agent === "visitor/b") : undefined;
  const step = turn?.events.find((event) => event.kind === "step");
  if (!turn || step?.kind !== "step") throw new Error("b has asked nothing");
  // b was to give way with a above it, and became a dead letter instead
  const { message } = turn;
  await store.withdraw({ callId: step.id, agent: step.to, hash: step.hash, since: message.since }, 1);
  const letter = { message, error: "it took too long", reason: "too_long", at: world.clock.now(), events: [] };
  expect(await store.bury(fence, letter, [])).toEqual({ kind: "buried" });
  await store.release(fence);
  await world.silo();
  expect(await world.run(door.runtime.replay(message))).toBe(true);
  await world.clock.advance(5000);
  expect(await world.run(as.query(visitor, "b").getNotes())).toEqual(["R.b"]);
  expect(await world.run(as.query(visitor, "c").getNotes())).toEqual(["R.b.c"]);
});
