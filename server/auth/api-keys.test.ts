import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { presentedKey } from "#server/api/presented-key.ts";
import { createApiKeys, hashKey } from "./api-keys.ts";
import type { Auth } from "./auth.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function open(...existing: string[]) {
  let looked = 0;
  let time = 0;
  const rows = new Map(
    existing.map((key) => [hashKey(key), { id: key, referenceId: "o", enabled: true, expiresAt: null }]),
  );
  const findOne = async ({ where }: { where: { value: string }[] }) => {
    looked += 1;
    return rows.get(where[0]?.value ?? "") ?? null;
  };
  const auth = { $context: Promise.resolve({ adapter: { findOne } }) } as unknown as Auth;
  return { keys: createApiKeys(auth, () => time), rows, looked: () => looked, pass: (ms: number) => (time += ms) };
}

const presented = (value: string) => presentedKey(new Headers({ authorization: value })) ?? "";

test("a key that was found is known at once, however it is presented, until it is no longer fresh", async () => {
  const { keys, pass, looked } = open("key-of-the-shop");
  expect(keys.known("key-of-the-shop")).toBeUndefined();
  const found = await keys.find(presented("Bearer key-of-the-shop"));
  expect(found).toEqual({ id: "key-of-the-shop", ownerId: "o" });
  const basic = `Basic ${Buffer.from("any:key-of-the-shop").toString("base64")}`;
  expect([keys.known("key-of-the-shop"), keys.known(presented(basic))]).toEqual([found, found]);
  pass(30_000);
  expect(keys.known("key-of-the-shop")).toBeUndefined();
  expect(looked()).toBe(1);
});

test("a key that is disabled is not known any more", async () => {
  const { keys, rows, pass } = open("key-of-the-shop");
  await keys.find("key-of-the-shop");
  rows.clear();
  pass(30_000);
  expect(await keys.find("key-of-the-shop")).toBeNull();
  expect(keys.known("key-of-the-shop")).toBeUndefined();
});

test("of what strangers present nothing is kept but that it was wrong", async () => {
  const { keys } = open();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 2_000; n++) {
    const key = presented(`Bearer no-such-key-of-the-shop-${n} ${"x".repeat(15_000)}`);
    expect([await keys.find(key), keys.known(key)]).toEqual([null, undefined]);
  }
  collect();
  // those headers are 30 MB
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(8_000_000);
});

test("a key that exists does not keep the header that it came in", async () => {
  const existing = Array.from({ length: 1_000 }, (_, n) => `one-of-many-keys-of-the-shop-${n}`);
  const { keys } = open(...existing);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (const key of existing) await keys.find(presented(`Bearer ${key} ${"x".repeat(15_000)}`));
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(8_000_000);
  expect(keys.known(existing[0] ?? "")).toBeDefined();
});
