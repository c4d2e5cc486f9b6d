import { expect, test } from "vitest";
import type { Log } from "#runtime/log.ts";
import { counter, createCounter, createLedger, ledger } from "#runtime/testing/counter.ts";
import { testCluster } from "#runtime/testing/test-cluster.ts";
import { keepSpans } from "./testing/kept-spans.ts";
import { unmeasured } from "./testing/unmeasured.ts";
import { traceIdOf } from "./traceparent.ts";

const me = { kind: "shopper", id: "s1" } as const;

test("the turn that a new owner finishes from its record is a part of the same trace, below the same parent", async () => {
  const world = testCluster(() => [createCounter(), createLedger()]);
  const kept = keepSpans();
  const observer = kept.observe(unmeasured);
  // it dies once its record is open, with the first answer on its way into that
  const first = await world.loneSilo({
    observer,
    onCall: ({ name, when }, process) => name === "extend" && when === "sent" && process.kill(),
  });
  const door = await world.door({ observer });
  const answer = door.runtime
    .as(me)
    .ask(ledger, "l")
    .collect({ from: ["a", "b"], by: 1 });
  await world.clock.advance(2_500);
  expect(first.process.isDead).toBe(true);
  await world.silo({ observer });
  expect(await world.run(answer)).toMatchObject({ ok: true });

  const spans = kept.spans();
  const [command] = spans.filter(({ name }) => name === "ask ledger.collect");
  const turns = spans.filter(({ name }) => name === "turn ledger.collect");
  // the one that was killed has never ended
  expect(turns.map(({ parentId }) => parentId)).toEqual([command?.spanId]);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([command?.traceId]));
  // it goes on where the record ends: what is still to be asked is asked by this attempt
  expect(spans.filter(({ name, parentId }) => name === "ask counter.add" && parentId === turns[0]?.spanId)).not.toEqual(
    [],
  );
});

test("what the runtime logs of a turn names its call, its agent and its trace", async () => {
  const lines: Record<string, unknown>[] = [];
  const log: Log = (level, message, fields) => void (level !== "debug" && lines.push({ ...fields, message }));
  const kept = keepSpans();
  const world = testCluster(() => [createCounter()]);
  const silo = await world.loneSilo({ log, observer: kept.observe(unmeasured) });
  await expect(world.run(silo.runtime.as(me).ask(counter, "c").breakDown({ times: 9 }))).rejects.toThrow();
  const [command] = kept.spans().filter(({ name }) => name === "ask counter.breakDown");
  for (const message of ["a turn failed and will be tried again", "a command became a dead letter"]) {
    const line = lines.find((each) => each.message === message);
    expect(line).toMatchObject({ agent: "counter/c", callId: command?.attributes["granary.call_id"] });
    expect(traceIdOf(String(line?.trace))).toBe(command?.traceId);
  }
});
