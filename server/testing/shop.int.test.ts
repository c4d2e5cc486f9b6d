import { afterAll, expect, test } from "vitest";
import { identify, isAlive } from "#server/supervisor/process-identity.ts";
import { startShop } from "#server/testing/shop.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const folder = temporaryFolder("real-shop");
afterAll(() => folder.remove());

const healthz = (url: string) => fetch(`${url}/healthz`).then(({ status }) => status);

test("the real shop opens, survives that all of it is killed, and closes without a trace", async () => {
  const first = await startShop({ dataFolder: folder.path, firstStart: true });
  expect(await healthz(first.url)).toBe(200);
  const killed = Object.values(first.pids()).flatMap((pid) => identify(pid) ?? []);
  await first.kill();
  const second = await startShop({ dataFolder: folder.path });
  expect(killed.filter(isAlive)).toEqual([]);
  expect(second.credentials).toEqual(first.credentials);
  expect(await healthz(second.url)).toBe(200);
  const ready = await fetch(`${second.url}/readyz`);
  expect(ready.status).toBe(200);
  const closed = Object.values(second.pids()).flatMap((pid) => identify(pid) ?? []);
  expect(await second.stop()).toBe(0);
  expect(closed.filter(isAlive)).toEqual([]);
}, 180_000);
