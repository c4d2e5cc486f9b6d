import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { createRuntime, type RuntimeProcess } from "./create-runtime.ts";
import { openRedis } from "./redis/open-redis.ts";
import { newerRelease, olderRelease, reader, tally } from "./testing/tally.ts";

const childFile = fileURLToPath(new URL("./testing/release-child.ts", import.meta.url));
const namespace = "releases";
const me = { kind: "system", id: "tests" } as const;
const ids = Array.from({ length: 24 }, (_, i) => `t${i}`);

let redis: TestRedis;
const closings: (() => Promise<void>)[] = [];
const children = new Set<ChildProcess>();
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const close of closings) await close();
  await redis.stop();
});

async function silo(release: "older" | "newer"): Promise<ChildProcess> {
  const child = fork(childFile, [redis.url, namespace, release], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.add(child);
  await once(child, "message");
  return child;
}

async function leave(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
}

async function door(agents: ReturnType<typeof olderRelease>): Promise<RuntimeProcess> {
  const ports = await openRedis({ url: redis.url, namespace, partitions: 4, log: () => {} });
  const runtime = await createRuntime({ agents, ports, log: () => {} });
  closings.push(async () => {
    await runtime.close();
    await ports.close();
  });
  return runtime;
}

/** Clients of a door who command and query without a pause, until they are stopped; every failure is kept. */
function load(runtime: RuntimeProcess, failures: unknown[]) {
  const added = new Map<string, number>();
  const waiting = new Set<() => void>();
  let stopped = false;
  let calls = 0;
  const { ask, query } = runtime.as(me);

  async function client(first: number): Promise<void> {
    for (let i = first; !stopped; i++) {
      const id = ids[i % ids.length] ?? "";
      try {
        const result = await ask(tally, id).add({ by: 1 });
        if (!result.ok) throw new Error("an addition was refused");
        added.set(id, (added.get(id) ?? 0) + 1);
        const total = await query(tally, id).getTotal();
        if (total < result.value) throw new Error(`${id} is ${total} after it was ${result.value}`);
        if (i % 4 === 0) await ask(reader, id).read({ id });
      } catch (error) {
        failures.push(error);
      }
      calls++;
      for (const look of waiting) look();
    }
  }
  const clients = Promise.all([0, 5, 11, 17].map(client));

  return {
    added,
    /** Until so many more rounds have ended. */
    async more(rounds: number): Promise<void> {
      const until = calls + rounds;
      await new Promise<void>((resolve) => {
        const look = () => {
          if (calls < until) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
    async stop() {
      stopped = true;
      await clients;
    },
  };
}

it("serves two releases side by side under load without one failed call, from the one to the other", async () => {
  const failures: unknown[] = [];
  const [first, second] = [await silo("older"), await silo("older")];
  const loads = [load(await door(olderRelease()), failures), load(await door(newerRelease()), failures)];
  const goOn = () => Promise.all(loads.map((each) => each.more(60)));
  await goOn();
  const third = await silo("newer");
  await goOn();
  await leave(first);
  await goOn();
  // one that is taken back into service finds newer state everywhere and owns nothing
  const late = await silo("older");
  await goOn();
  const fourth = await silo("newer");
  await leave(second);
  await goOn();
  await leave(third);
  await goOn();
  await leave(late);
  await goOn();
  await Promise.all(loads.map((each) => each.stop()));
  expect(failures).toEqual([]);

  const observer = await door(newerRelease());
  const totals = await Promise.all(ids.map((id) => observer.as(me).query(tally, id).getTotal()));
  expect(totals).toEqual(ids.map((id) => loads.reduce((sum, { added }) => sum + (added.get(id) ?? 0), 0)));
  expect(await observer.countDeadLetters()).toBe(0);
  await leave(fourth);
});
