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
