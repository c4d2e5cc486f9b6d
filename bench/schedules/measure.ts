import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { startRedis } from "#server/testing/redis-server.ts";
import { clockwork, createClockwork } from "./clockwork.ts";
import { startSiloProcess, type Use } from "./silo-process.ts";

export type Wanted = { schedules: number; due: number; watchSeconds: number };
export type Measured = {
  redis: string;
  setPerSecond: number;
  bytesPerSchedule: number;
  /** A silo that has just begun, with none and with all of them at rest. */
  without: Use;
  resting: Use;
  /** Processor time of both for as long as they were watched. */
  cpuWithout: number;
  cpuResting: number;
  /** Those that were due at once: how long it took until they had ticked, and what became of them. */
  ticked: { firstMs: number; allMs: number; lost: number; twice: number; heapUsed: number };
};

const together = 128;
const caller = { kind: "system", id: "measurement" } as const;

/** Sets schedules that rest, and schedules that are due at one moment, on a Redis and silos of its own. */
export async function measure(
  { schedules, due, watchSeconds }: Wanted,
  say: (line: string) => void,
): Promise<Measured> {
  const opened = new AsyncDisposableStack();
  try {
    const redis = await startRedis();
    opened.defer(() => redis.stop());
    const log = () => {};
    const ports = await openRedis({ url: redis.url, namespace: "schedules", partitions: 4, log });
    opened.defer(() => ports.close());
    const runtime = await createRuntime({ agents: [createClockwork()], ports, log });
    const client = new Redis(redis.url);
    opened.defer(() => client.disconnect());

    const watch = async () => {
      const silo = await startSiloProcess(redis.url);
      // what a start needs once
      await wait(2000);
      const before = await silo.use();
      await wait(watchSeconds * 1000);
      const use = await silo.use();
      return { silo, use, cpu: use.cpuMs - before.cpuMs };
    };
    const set = (prefix: string, count: number, cron: (i: number) => string) =>
      forEach(count, (i) =>
        runtime
          .schedule(caller, clockwork, `${prefix}${i}`, "n")
          .every({ cron: cron(i), missed: "all" })
          .tick(),
      );

    say(`A silo without schedules, watched for ${watchSeconds} s …`);
    const without = await watch();
    say(`Setting ${schedules} schedules …`);
    const began = performance.now();
    // each in a minute of its own, in half a year
    const month = ((new Date(ports.clock.now()).getUTCMonth() + 6) % 12) + 1;
    await set("rest", schedules, (i) => `${i % 60} ${Math.floor(i / 60) % 24} ${1 + (i % 28)} ${month} *`);
    const setPerSecond = schedules / ((performance.now() - began) / 1000);
    await without.silo.stop();
    say(`Another silo takes them over and is watched for ${watchSeconds} s …`);
    const resting = await watch();
    const bytesPerSchedule = await bytesOf(client, schedules);

    const enough = 5000 + (2000 * due) / setPerSecond;
    const at = new Date(Math.ceil((ports.clock.now() + enough) / 1000) * 1000);
    say(`Setting ${due} schedules that are due at ${at.toISOString()} …`);
    const moment = `${at.getUTCSeconds()} ${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
    await set("due", due, () => moment);
    if (ports.clock.now() >= at.getTime()) throw new Error("setting them took longer than until they were due");
    let [first, all] = [0, 0];
    for (const until = at.getTime() + 120_000; all === 0 && ports.clock.now() < until; await wait(20)) {
      const done = await runtime.count(clockwork);
      const late = ports.clock.now() - at.getTime();
      if (done > 0 && first === 0) first = late;
      if (done >= due) all = late;
    }
    // a tick that came twice may be on its way still
    await wait(2000);
    const { heapUsed } = await resting.silo.use();
    const ticks: number[] = [];
    await forEach(due, async (i) => {
      ticks.push(await runtime.as(caller).query(clockwork, `due${i}`).getTicks());
    });
    await resting.silo.stop();
    const info = await client.info("server");
    return {
      redis: /redis_version:(\S+)/.exec(info)?.[1] ?? "unknown",
      setPerSecond,
      bytesPerSchedule,
      without: without.use,
      resting: resting.use,
      cpuWithout: without.cpu,
      cpuResting: resting.cpu,
      ticked: {
        firstMs: first,
        allMs: all,
        lost: ticks.filter((count) => count === 0).length,
        twice: ticks.filter((count) => count > 1).length,
        heapUsed,
      },
    };
  } finally {
    await opened.disposeAsync();
  }
}

/** What Redis says of the rows and of the order by time, without the answers that go after a minute. */
async function bytesOf(client: Redis, count: number): Promise<number> {
  let bytes = 0;
  let cursor = "0";
  do {
    const [next, keys] = await client.scan(cursor, "MATCH", "{schedules:*:schedules*", "COUNT", 1000);
    const sizes = await Promise.all(keys.map((key) => client.memory("USAGE", key, "SAMPLES", 0)));
    bytes += sizes.reduce((sum: number, size) => sum + Number(size ?? 0), 0);
    cursor = next;
  } while (cursor !== "0");
  return bytes / count;
}

async function forEach(count: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const walk = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(together, count) }, walk));
}
