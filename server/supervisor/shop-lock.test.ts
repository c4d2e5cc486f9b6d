import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { shopLockHolder, takeShopLock } from "#server/supervisor/shop-lock.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder("lock");
});
afterEach(() => folder.remove());

test("a held lock refuses a second holder and names the first with its address", () => {
  const first = takeShopLock(folder.path);
  if (!first.ok) throw new Error("the folder is new");
  first.lock.tellUrl("http://127.0.0.1:1234");
  const second = takeShopLock(folder.path);
  expect(second).toMatchObject({ ok: false, holder: { pid: process.pid, url: "http://127.0.0.1:1234" } });
  first.lock.release();
  expect(shopLockHolder(folder.path)).toBeUndefined();
  expect(takeShopLock(folder.path).ok).toBe(true);
});

test.each([
  ["of a dead process", JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "long ago" })],
  ["of another process with this id", JSON.stringify({ pid: process.pid, startedAt: "long ago" })],
  ["that is not readable", "{"],
  ["that is empty", ""],
])("a lock %s does not count", (_name, content) => {
  fs.writeFileSync(path.join(folder.path, "shop.lock"), content);
  expect(takeShopLock(folder.path).ok).toBe(true);
  expect(fs.readdirSync(folder.path)).toEqual(["shop.lock"]);
});
