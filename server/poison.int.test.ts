import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRuntime } from "#runtime/create-runtime.ts";
import { Fault } from "#runtime/faults.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { createWorker, worker } from "./testing/poison-agents.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const childFile = fileURLToPath(new URL("./testing/poison-child.ts", import.meta.url));
const children = new Set<ChildProcess>();
let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await redis.stop();
});

/** A shop of workers with one silo in a process of its own, which is started again whenever it dies. */
async function place(namespace: string) {
  const folder = temporaryFolder("poison");
  const cause = path.join(folder.path, "cause");
  fs.writeFileSync(cause, "");
  const ports = await openRedis({ url: redis.url, namespace, partitions: 2, log: () => {} });
  const door = await createRuntime({ agents: [createWorker(cause)], ports, log: () => {} });
  let deaths = 0;
  let isOver = false;
  async function keep(): Promise<void> {
    const child = fork(childFile, [redis.url, namespace, cause], { stdio: ["ignore", "inherit", "ignore", "ipc"] });
    children.add(child);
    child.once("exit", () => {
      if (isOver) return;
      deaths++;
      void keep();
    });
    await once(child, "message");
  }
  await keep();
  const as = door.as({ kind: "key", id: "tests" });
  const deadline = new Date(Date.now() + 600_000);
  return {
    door,
    deaths: () => deaths,
    removeCause: () => fs.rmSync(cause),
    work: (id: string, how: "well" | "throw" | "loop" | "exit", ballast?: string) =>
      as
        .ask(worker, id, { deadline })
        .work({ how, ...(ballast !== undefined && { ballast }) })
        .catch((error: unknown) => (error instanceof Fault ? error.code : error)),
    done: (id: string) => as.query(worker, id).getDone(),
    async end() {
      isOver = true;
      await door.close();
      await ports.close();
      folder.remove();
    },
  };
}

const ok = { ok: true };
const neighbours = ["n1", "n2", "n3"];

async function endsAs(how: "throw" | "loop" | "exit", reason: string): Promise<void> {
  const { door, work, done, deaths, removeCause, end } = await place(how);
  const poisoned = work("poisoned", how);
  const others = [...neighbours.map((id) => work(id, "well")), work("poisoned", "well")];
  expect(await poisoned).toBe("dead_lettered");
  expect(await Promise.all(others)).toEqual(others.map(() => ok));
  expect(await Promise.all([...neighbours, "poisoned"].map(done))).toEqual([1, 1, 1, 1]);
  // twice beside the others, then twice alone; one more if a slow machine lost its lease meanwhile
  const [least, most] = how === "throw" ? [0, 0] : [3, 5];
  expect(deaths()).toBeGreaterThanOrEqual(least);
  expect(deaths()).toBeLessThanOrEqual(most);

  const { letters } = await door.deadLetters();
  expect(letters.map(({ message, reason }) => [message.agent, reason])).toEqual([["worker/poisoned", reason]]);
  const [letter] = letters;
  if (!letter) return;
  const diedBefore = deaths();
  removeCause();
  expect(await door.replay(letter.message)).toBe(true);
  await expect.poll(() => door.outcome(letter.message), { timeout: 20_000 }).toEqual({ kind: "ok" });
  expect(await work("poisoned", how)).toEqual(ok);
  expect(await done("poisoned")).toBe(3);
  expect([await door.countDeadLetters(), deaths()]).toEqual([0, diedBefore]);
  await end();
}

it("a message that throws, one that ends its process and one that loops become dead letters, and run once their cause is gone", async () => {
  await Promise.all([endsAs("throw", "failed"), endsAs("exit", "kills_process"), endsAs("loop", "kills_process")]);
});

it("a message of 2 MB whose turn asks others becomes a dead letter that can be discarded, its neighbours unharmed", async () => {
  const { door, work, done, deaths, end } = await place("large");
  const large = work("poisoned", "well", "x".repeat(2_000_000));
  const others = [...neighbours.map((id) => work(id, "well")), work("poisoned", "well", "small")];
  expect(await large).toBe("dead_lettered");
  expect(await Promise.all(others)).toEqual(others.map(() => ok));
  expect(await Promise.all([...neighbours, "poisoned", "helper"].map(done))).toEqual([1, 1, 1, 1, 1]);
  const { letters } = await door.deadLetters();
  expect(letters).toMatchObject([{ reason: "failed", error: expect.stringContaining("would be over 1048576 bytes") }]);
  for (const { message } of letters) expect(await door.discard(message)).toBe(true);
  expect([await door.countDeadLetters(), deaths()]).toEqual([0, 0]);
  await end();
});
