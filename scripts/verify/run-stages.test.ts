import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runStages } from "./run-stages.ts";
import type { Stage, StageResult } from "./stage.ts";

let printed: string[];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => vi.restoreAllMocks());

const stage = (name: string, result: StageResult, budget = 60): Stage => ({
  name,
  title: name,
  budget,
  run: () => Promise.resolve({ ...result }),
});
const lastLine = () => printed.at(-1)?.split("\n").at(-1);

test("the last line is the sum of all stages, and all passed means 0", async () => {
  const stages = [
    stage("one", { passed: 1, failed: 0, output: "quiet" }),
    stage("many", { passed: 41, failed: 0, output: "" }),
  ];
  expect(await runStages("/", stages)).toBe(0);
  expect(lastLine()).toBe("42 passed, 0 failed");
  expect(printed.join("\n")).not.toContain("quiet");
});

test("a failure shows its output, the later stages run all the same, and the code is 1", async () => {
  const broken: Stage = {
    ...stage("broken", { passed: 0, failed: 0, output: "" }),
    run: () => Promise.reject(new Error("no disk")),
  };
  const stages = [
    stage("red", { passed: 2, failed: 1, output: "line 7" }),
    broken,
    stage("green", { passed: 5, failed: 0, output: "" }),
  ];
  expect(await runStages("/", stages)).toBe(1);
  expect(printed.join("\n")).toContain("line 7");
  expect(printed.join("\n")).toContain("no disk");
  expect(lastLine()).toBe("7 passed, 2 failed");
});

test("a stage over its budget has failed", async () => {
  expect(await runStages("/", [stage("slow", { passed: 1, failed: 0, output: "" }, 0)])).toBe(1);
  expect(lastLine()).toBe("1 passed, 1 failed");
});

test("no test at all is no success", async () => {
  expect(await runStages("/", [])).toBe(1);
});

/** Notes when it begins and ends; it takes a few turns of the event loop, those that wait more of them. */
const noted = (name: string, seen: string[], lane?: Stage["lane"]): Stage => ({
  ...stage(name, { passed: 1, failed: 0, output: "" }),
  ...(lane && { lane }),
  run: async (_project, nice) => {
    seen.push(`${name} begins${nice > 0 ? " politely" : ""}`);
    for (let turns = lane === "waits" ? 20 : 2; turns > 0; turns--) await new Promise(setImmediate);
    seen.push(`${name} ends`);
    return { passed: 1, failed: 0, output: "" };
  },
});

test("what fills the cores runs beside what waits, and what has no lane runs alone", async () => {
  const seen: string[] = [];
  const stages = [
    noted("first", seen),
    noted("waiting", seen, "waits"),
    noted("waiting too", seen, "waits"),
    noted("filling", seen, "fills"),
    noted("last", seen),
  ];
  expect(await runStages("/", stages)).toBe(0);
  expect(seen).toEqual([
    ...["first begins", "first ends"],
    ...["filling begins politely", "waiting begins", "filling ends", "waiting ends"],
    ...["waiting too begins", "waiting too ends"],
    ...["last begins", "last ends"],
  ]);
  expect(lastLine()).toBe("5 passed, 0 failed");
});

test("stages side by side print what they found in one piece each", async () => {
  const seen: string[] = [];
  await runStages("/", [noted("waiting", seen, "waits"), noted("filling", seen, "fills")]);
  const titles = printed.map((line) => line.trim()).filter((line) => line.startsWith("=="));
  expect(titles).toEqual(["== filling (budget 60 s)", "== waiting (budget 60 s)"]);
  for (const title of titles) {
    const at = printed.findIndex((line) => line.trim() === title);
    expect(printed[at + 1]).toContain("1 passed");
  }
});
