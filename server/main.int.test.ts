import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const program = fileURLToPath(new URL("./main.ts", import.meta.url));
const folder = temporaryFolder("main");
let redis: TestRedis;
let child: ChildProcess | undefined;

beforeAll(async () => {
  redis = await startRedis();
  const credentials = { admin: { email: "owner@example.com", password: "a-long-password" }, apiKey: "k".repeat(24) };
  fs.writeFileSync(path.join(folder.path, "credentials.json"), JSON.stringify(credentials));
});
afterEach(() => {
  child?.kill("SIGKILL");
});
afterAll(async () => {
  await redis?.stop();
  folder.remove();
});

/** Starts the program as its supervisor does; answers its first message. */
async function start(env: Record<string, string>): Promise<{ process: ChildProcess; said: unknown }> {
  const started = fork(program, {
    env: {
      PATH: process.env.PATH ?? "",
      DATA_DIR: folder.path,
      REDIS_URL: redis.url,
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      DEMO: "off",
      ...env,
    },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child = started;
  const [said] = await once(started, "message");
  return { process: started, said };
}

const exitOf = async (process: ChildProcess): Promise<unknown> => process.exitCode ?? (await once(process, "exit"))[0];

test("a silo alone needs no database, says that it is ready and where its metrics are, and ends on SIGTERM", async () => {
  const silo = await start({ ROLES: "silo" });
  expect(silo.said).toEqual({ type: "ready", metricsUrl: expect.any(String) });
  const { metricsUrl } = silo.said as { metricsUrl: string };
  expect(await (await fetch(metricsUrl)).text()).toMatch(/^granary_turns_running 0$/m);
  silo.process.kill("SIGTERM");
  expect(await exitOf(silo.process)).toBe(0);
});

test("it ends when its supervisor is gone", async () => {
  const silo = await start({ ROLES: "silo" });
  silo.process.disconnect();
  expect(await exitOf(silo.process)).toBe(0);
});

test.each([
  ["a bad configuration", { PORT: "many", PARTITIONS: "0" }, /PORT: must be.*\n.*PARTITIONS: must be/],
  ["a Redis that is away", { REDIS_URL: "redis://127.0.0.1:1" }, /Redis cannot be reached/],
  ["a receiver of traces that is no address", { OTEL_EXPORTER_OTLP_ENDPOINT: "collector" }, /OTLP_ENDPOINT:/],
  ["a database that is away", { ROLES: "web" }, /Nothing answers at DATABASE_URL/],
])("%s is told in words and ends the start", async (_name, env, words) => {
  const failed = await start(env);
  expect(failed.said).toMatchObject({ type: "failed", message: expect.stringMatching(words) });
  expect(await exitOf(failed.process)).toBe(1);
});
