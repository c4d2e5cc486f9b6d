import { expect, test } from "vitest";
import { remember } from "./remembered.ts";

function counted(answer: (key: string) => Promise<string | null>) {
  let time = 0;
  const loads: string[] = [];
  const memory = remember<string | null>({
    load: (key) => {
      loads.push(key);
      return answer(key);
    },
    freshFor: (value) => (value === null ? 10 : 100),
    staleFor: 1_000,
    max: 2,
    now: () => time,
  });
  return { memory, loads, pass: (milliseconds: number) => (time += milliseconds) };
}

test("a fresh value is not loaded again, an old one is", async () => {
  const { memory, loads, pass } = counted(async (key) => key);
  await memory.get("a");
  pass(99);
  await memory.get("a");
  expect(loads).toEqual(["a"]);
  pass(1);
  await memory.get("a");
  expect(loads).toEqual(["a", "a"]);
});

test("what is fresh can be had at once", async () => {
  const { memory, loads, pass } = counted(async (key) => (key === "a" ? key : null));
  expect(memory.fresh("a")).toBeUndefined();
  await memory.get("a");
  await memory.get("b");
  expect([memory.fresh("a"), memory.fresh("b")]).toEqual(["a", null]);
  pass(100);
  expect([memory.fresh("a"), memory.fresh("b")]).toEqual([undefined, undefined]);
  expect(loads).toEqual(["a", "b"]);
});

test("that there is nothing is remembered for its own, shorter time", async () => {
  const { memory, loads, pass } = counted(async () => null);
  await memory.get("a");
  pass(9);
  await memory.get("a");
  pass(1);
  await memory.get("a");
  expect(loads).toHaveLength(2);
});

test("those who ask at the same time share one load", async () => {
  const { memory, loads } = counted(async (key) => key);
  expect(await Promise.all([memory.get("a"), memory.get("a")])).toEqual(["a", "a"]);
  expect(loads).toEqual(["a"]);
});

test("an old value serves while it cannot be loaded, but not for ever", async () => {
  let away = false;
  const { memory, pass } = counted(async (key) => {
    if (away) throw new Error("away");
    return key;
  });
  await memory.get("a");
  away = true;
  pass(999);
  expect(await memory.get("a")).toBe("a");
  pass(1);
  await expect(memory.get("a")).rejects.toThrow("away");
  await expect(memory.get("b")).rejects.toThrow("away");
});

test("what is forgotten while it is loaded does not come back", async () => {
  const gate = Promise.withResolvers<void>();
  let value = "signed in";
  const { memory } = counted(async () => {
    const seen = value;
    await gate.promise;
    return seen;
  });
  const early = memory.get("a");
  value = "signed out";
  memory.forget("a");
  const late = memory.get("a");
  gate.resolve();
  expect(await early).toBe("signed in");
  expect(await late).toBe("signed out");
  expect(await memory.get("a")).toBe("signed out");
});

test("the longest unused is forgotten first", async () => {
  const { memory, loads } = counted(async (key) => key);
  for (const key of ["a", "b", "c", "c", "a"]) await memory.get(key);
  expect(loads).toEqual(["a", "b", "c", "a"]);
});
