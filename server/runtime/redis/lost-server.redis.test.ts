import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { type Fence, Unavailable } from "../ports.ts";
import { aCommit, aLine, aMessage, anOk } from "../testing/samples.ts";
import { openRedis, type RedisPorts } from "./open-redis.ts";

let redis: TestRedis;
let ports: RedisPorts;
let fence: Fence;
let namespaces = 0;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  const namespace = `shop${namespaces++}`;
  ports = await openRedis({ url: redis.url, namespace, partitions: 1, log: () => undefined, patienceMs: 150 });
  const claim = await ports.store.claim(0, "silo-a", 600_000);
  fence = { partition: 0, epoch: claim.kind === "claimed" ? claim.epoch : 0 };
});
afterEach(() => ports.close());

const line = aLine(0, "doors");
/** Repeats what the server's absence refused; nothing else is forgiven. */
async function persistently<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

test("while the server is away every call is refused as unavailable, and later ones at once", async () => {
  await redis.kill();
  const calls = {
    read: () => ports.store.read("cart/u1"),
    commit: () => ports.store.commit(fence, aCommit(0, [anOk("c1")])),
    add: () => ports.queues.add(line, [aMessage()]),
    publish: () => ports.bus.publish("doors", "lost"),
    subscribe: () => ports.bus.subscribe("doors", () => undefined),
  };
  for (const [name, call] of Object.entries(calls)) {
    await expect(call(), name).rejects.toBeInstanceOf(Unavailable);
  }
  const many = await Promise.allSettled(Array.from({ length: 1000 }, () => ports.store.read("cart/u1")));
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  await redis.restart();
});

test("after a restart everything goes on: state, answers, queues, channels", async () => {
  await ports.store.commit(fence, aCommit(0, [anOk("c1")]));
  const heard: string[] = [];
  let gaps = 0;
  await ports.bus.subscribe(
    "doors",
    (body) => heard.push(body),
    () => {
      gaps += 1;
    },
  );
  const intake = ports.queues.intake(line, () => true);
  expect(await intake.next(false)).toBeUndefined();
  const waiting = persistently(async () => {
    for (;;) {
      const job = await intake.next(true);
      if (job) return job;
    }
  });
  await redis.kill();
  await expect(ports.store.read("cart/u1")).rejects.toBeInstanceOf(Unavailable);
  await redis.restart();

  expect(await persistently(() => ports.store.read("cart/u1"))).toMatchObject({ kind: "snapshot", version: 1 });
  expect(await ports.store.commit(fence, aCommit(0, [anOk("c1")]))).toMatchObject({ kind: "answered" });
  expect(await ports.store.commit(fence, aCommit(1, [anOk("c2")]))).toEqual({ kind: "committed" });
  await persistently(() => ports.queues.add(line, [aMessage({ callId: "c3" })]));
  expect((await waiting).messages.map(({ callId }) => callId)).toEqual(["c3"]);
  await persistently(async () => {
    if (gaps === 0) throw new Unavailable("the gap is not over yet");
  });
  await ports.bus.publish("doors", "back");
  await persistently(async () => {
    if (heard.length === 0) throw new Unavailable("nothing heard yet");
  });
  expect(heard).toEqual(["back"]);
});

test("closing ends also while the server is away", async () => {
  const intake = ports.queues.intake(line, () => true);
  expect(await intake.next(false)).toBeUndefined();
  const waiting = intake.next(true).catch((error: unknown) => error);
  await redis.kill();
  await ports.close();
  const outcome = await waiting;
  expect(outcome === undefined || outcome instanceof Unavailable).toBe(true);
  await redis.restart();
});

test("a commit that was in flight when the connection broke takes effect once", async () => {
  const admin = new Redis(redis.url);
  process.kill(redis.pid, "SIGSTOP");
  const commits = Array.from({ length: 5 }, () =>
    ports.store.commit(fence, aCommit(0, [anOk("c1"), anOk("c2")])).catch((error: unknown) => error),
  );
  await written();
  const kill = admin.client("KILL", "TYPE", "normal", "SKIPME", "yes");
  await written();
  process.kill(redis.pid, "SIGCONT");
  await kill;
  const outcomes = await Promise.all(commits);
  for (const outcome of outcomes) if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Unavailable);
  expect(await persistently(() => ports.store.read("cart/u1"))).toMatchObject({ version: 2, last: "c2" });
  expect(await persistently(() => ports.store.feed(0, { limit: 99 }))).toHaveLength(2);
  admin.disconnect();
});

test("jobs whose fetch was lost on the way come first, in order, each once", async () => {
  const admin = new Redis(redis.url);
  const ids = Array.from({ length: 60 }, (_, n) => `c${n}`);
  for (const callId of ids) await ports.queues.add(line, [aMessage({ callId })]);
  const intake = ports.queues.intake(line, () => true);
  const got: (string | undefined)[] = [];
  const fetch = async () => {
    const job = await persistently(() => intake.next(false));
    got.push(job?.messages[0]?.callId);
  };
  for (let round = 0; round < 5; round++) {
    await fetch();
    process.kill(redis.pid, "SIGSTOP");
    const lost = [fetch(), fetch(), fetch(), fetch()];
    await written();
    // both are read in one go when the server wakes: it takes the jobs and closes the connection before it answers
    const kill = admin.client("KILL", "TYPE", "normal", "SKIPME", "yes");
    await written();
    process.kill(redis.pid, "SIGCONT");
    await kill;
    await Promise.all(lost);
  }
  while (got.at(-1) !== undefined) await fetch();
  expect(got).toEqual([...ids, undefined]);
  admin.disconnect();
}, 20_000);

test("a server that says nothing is unavailable, and goes on when it wakes", async () => {
  process.kill(redis.pid, "SIGSTOP");
  try {
    await expect(ports.store.read("cart/u1")).rejects.toBeInstanceOf(Unavailable);
  } finally {
    process.kill(redis.pid, "SIGCONT");
  }
  expect(await persistently(() => ports.store.read("cart/u1"))).toEqual({ kind: "none" });
}, 20_000);

test("a server out of memory is unavailable, and the refused commit left nothing", async () => {
  const admin = new Redis(redis.url);
  await admin.config("SET", "maxmemory", "1");
  const commit = () => ports.store.commit(fence, aCommit(0, [anOk("c1")], { keep: "all" }));
  await expect(commit()).rejects.toBeInstanceOf(Unavailable);
  await expect(ports.queues.add(line, [aMessage()])).rejects.toBeInstanceOf(Unavailable);
  expect(await ports.store.read("cart/u1")).toEqual({ kind: "none" });
  expect(await ports.store.journal("cart/u1", { limit: 9 })).toEqual([]);
  await admin.config("SET", "maxmemory", "0");
  expect(await commit()).toEqual({ kind: "committed" });
  admin.disconnect();
});

/** Until what was sent has left this process for the socket. */
async function written(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
