import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { createRuntime, type RuntimeProcess } from "../create-runtime.ts";
import { chain, createVisitor, visitor } from "../testing/visitor.ts";
import type { Failpoint } from "../workplace.ts";
import { createKeys } from "./keys.ts";
import { openRedis, type RedisPorts } from "./open-redis.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis({ appendfsync: "no" });
});
afterAll(() => redis.stop());

test("turns that ask each other across two silos on Redis end, each visit made once", async () => {
  const warnings: string[] = [];
  const met = Promise.withResolvers<void>();
  const missing = new Set(["visitor/a", "visitor/c"]);
  const failpoint = (point: Failpoint, agent: string) => {
    if (point !== "after-turn-record" || !missing.delete(agent)) return undefined;
    if (missing.size === 0) met.resolve();
    return met.promise;
  };
  const silos: { runtime: RuntimeProcess; ports: RedisPorts }[] = [];
  for (let i = 0; i < 2; i++) {
    const log = (level: string, message: string) => void (/warn|error/.test(level) && warnings.push(message));
    const ports = await openRedis({ url: redis.url, namespace: "crossed", partitions: 4, log });
    const runtime = await createRuntime({ agents: [createVisitor()], ports, log, failpoint, name: `s${i}` });
    await runtime.startSilo();
    silos.push({ runtime, ports });
  }
  const [first] = silos;
  if (!first) return;
  const admin = new Redis(redis.url);
  const ownerOf = (partition: number) => admin.hget(createKeys("crossed", 4).partition(partition).owner, "silo");
  await expect.poll(async () => new Set(await Promise.all([0, 1, 2, 3].map(ownerOf)))).toEqual(new Set(["s0", "s1"]));
  admin.disconnect();
  const as = first.runtime.as({ kind: "key", id: "tests" });
  const both = [as.ask(visitor, "a").visit(chain("R", ["b", "c"])), as.ask(visitor, "c").visit(chain("S", ["d", "a"]))];
  expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
  const notes = await Promise.all(["a", "b", "c", "d"].map((id) => as.query(visitor, id).getNotes()));
  expect(notes).toEqual([["R", "S.d.a"], ["R.b"], ["R.b.c", "S"], ["S.d"]]);
  expect(warnings.filter((message) => message.includes("waited for each other"))).toHaveLength(1);
  expect(await first.runtime.countDeadLetters()).toBe(0);
  for (const { runtime, ports } of silos) {
    await runtime.drainSilo();
    await runtime.close();
    await ports.close();
  }
});
