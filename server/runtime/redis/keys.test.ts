import calculateSlot from "cluster-key-slot";
import { expect, test } from "vitest";
import { createKeys } from "./keys.ts";

const allKeys = (partition: ReturnType<ReturnType<typeof createKeys>["partition"]>) =>
  Object.values(partition).map((key) => (typeof key === "function" ? key("cart/user001") : key));

test.each([1, 3, 4, 32, 1000])("%i partitions lie in as many equal ranges of the cluster's slots", (count) => {
  const keys = createKeys("shop", count);
  for (let partition = 0; partition < count; partition++) {
    const slot = calculateSlot(keys.partition(partition).owner);
    expect(slot).toBeGreaterThanOrEqual(Math.floor((partition * 16_384) / count));
    expect(slot).toBeLessThan(Math.floor(((partition + 1) * 16_384) / count));
  }
});

test("all keys of a partition share its slot", () => {
  const partition = createKeys("shop", 4).partition(2);
  const found = new Set(allKeys(partition).map((key) => calculateSlot(key)));
  expect(found.size).toBe(1);
});

test("no two names of a partition meet, and none meets another namespace's", () => {
  const names = ["shop", "shop2"].flatMap((namespace) => allKeys(createKeys(namespace, 1).partition(0)));
  expect(new Set(names).size).toBe(names.length);
});

test("a partition that does not exist has no keys", () => {
  expect(() => createKeys("shop", 4).partition(4)).toThrow("there is no partition 4");
});
