import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { outcome, type ShopProcess, startProcess } from "./testing/process-on-redis.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

let redis: TestRedis;
let door: ShopProcess;
let silo: ShopProcess;
let collectGarbage: () => void;

beforeAll(async () => {
  setFlagsFromString("--expose-gc");
  collectGarbage = runInNewContext("gc");
  redis = await startRedis();
  [door, silo] = [await startProcess(redis.url), await startProcess(redis.url)];
  await silo.runtime.startSilo();
});
afterAll(async () => {
  await silo.stop();
  await door.stop();
  await redis.stop();
});

/** Changes and reads of ever new agents, fewer than the door would refuse; what they ended with. */
async function callMany(round: string): Promise<Set<string>> {
  const ids = Array.from({ length: 450 }, (_, n) => `${round}-${n}`);
  const as = (id: string) => door.runtime.as({ kind: "shopper", id });
  const changes = ids.map((id) =>
    outcome(
      as(id)
        .ask(cart, id, { key: id })
        .updateEmail({ email: `${id.padEnd(200, "x")}@example.com` }),
    ),
  );
  const reads = ids.map((id) => outcome(as(id).query(cart, id).getCart()));
  return new Set(await Promise.all([...changes, ...reads]));
}

/** Bytes that are still in use. */
async function held(): Promise<number> {
  // what promises hold is free after a turn of the event loop
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const aways = {
  killed: { go: () => redis.kill(), comeBack: () => redis.restart() },
  paused: {
    go: async () => void process.kill(redis.pid, "SIGSTOP"),
    comeBack: async () => void process.kill(redis.pid, "SIGCONT"),
  },
};

test.each(["killed", "paused"] as const)(
  "while Redis is %s, thousands of calls leave no memory behind",
  async (how) => {
    const { go, comeBack } = aways[how];
    await vi.waitFor(async () => expect(await callMany(`${how}-before`)).toContain("ok"), { timeout: 30_000 });
    await go();
    for (const warming of ["first", "second"]) await callMany(`${how}-${warming}`);
    const before = await held();
    const ends = new Set<string>();
    for (let round = 0; round < 8; round++) for (const end of await callMany(`${how}-${round}`)) ends.add(end);
    // each message alone has more than half a kilobyte
    expect((await held()) - before).toBeLessThan(1_000_000);
    expect([...ends].filter((end) => end !== "unavailable" && end !== "overloaded")).toEqual([]);
    await comeBack();
    await vi.waitFor(async () => expect(await callMany(`${how}-after`)).toContain("ok"), { timeout: 30_000 });
  },
);
