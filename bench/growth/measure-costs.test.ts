import { expect, test } from "vitest";
import { defaultCallers, measureCosts } from "./measure-costs.ts";

test("each kind of call is measured by itself, with the processor time of all that take part", async () => {
  const callers = new Map<string, Set<number>>();
  const calling = (name: string) => async (_: number, caller: number) => {
    callers.set(name, (callers.get(name) ?? new Set()).add(caller));
    await new Promise((resolve) => void setImmediate(resolve));
  };
  let cpu = 0;
  const cpuUs = async () => {
    cpu += 1_000_000;
    return cpu;
  };
  const calls = { read: { call: calling("read") }, page: { callers: 1, call: calling("page") } };
  const costs = await measureCosts(cpuUs, calls, { ms: 5 });
  expect(Object.keys(costs)).toEqual(["read", "page"]);
  expect(callers.get("read")?.size).toBe(defaultCallers);
  expect(callers.get("page")?.size).toBe(1);
  for (const { cpuUs: each, p50Us } of Object.values(costs)) {
    expect(each).toBeGreaterThan(0);
    expect(p50Us).toBeDefined();
  }
});
