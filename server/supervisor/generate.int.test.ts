import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import { generate } from "#server/supervisor/generate.ts";
import type { GenerationStep } from "#server/supervisor/generation-steps.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const step: GenerationStep = { title: "Baking", inputs: ["flour"], output: "bread", command: ["bake", "slowly"] };

let project: ReturnType<typeof temporaryFolder>;
let said: string[];
beforeEach(() => {
  project = temporaryFolder("generate");
  said = [];
  write("flour/wheat.txt", "fine");
  tool('mkdir -p bread && echo "$1" >> bread/log');
});
afterEach(() => project.remove());

function write(file: string, text: string): void {
  const full = path.join(project.path, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, text);
}

function tool(script: string): void {
  write("node_modules/.bin/bake", `#!/bin/sh\n${script}\n`);
  fs.chmodSync(path.join(project.path, "node_modules/.bin/bake"), 0o755);
}

const bake = (made = step, signal = new AbortController().signal) =>
  generate({ project: project.path, steps: [made], say: (line) => said.push(line), signal });

const bakings = () => fs.readFileSync(path.join(project.path, "bread/log"), "utf8").split("\n").length - 1;

test("a step runs once, and again when its sources change", async () => {
  await bake();
  await bake();
  expect(bakings()).toBe(1);
  expect(said[0]).toBe("Baking …");
  write("flour/rye.txt", "dark");
  await bake();
  expect(bakings()).toBe(2);
});

test("what a killed start has left half made is made again", async () => {
  await bake();
  const midway = new AbortController();
  write("flour/rye.txt", "dark");
  tool('echo "half" >> bread/log; touch bread/begun; sleep 600');
  const watcher = fs.watch(path.join(project.path, "bread"), (_event, name) => {
    if (name === "begun") midway.abort();
  });
  await bake(step, midway.signal);
  watcher.close();
  tool('echo "whole" >> bread/log');
  await bake();
  expect(fs.readFileSync(path.join(project.path, "bread/log"), "utf8")).toBe("slowly\nhalf\nwhole\n");
});

test("a step that fails shows what it printed and stops the start", async () => {
  tool("echo The oven is cold >&2; exit 2");
  const failure = await bake().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CannotStart);
  expect(String(failure)).toContain("The oven is cold\nBaking failed: correct what the lines above name");
  tool("mkdir -p bread; echo again >> bread/log");
  await bake();
  expect(bakings()).toBe(1);
});

test("what a step tells of its progress is shown, what others print is not", async () => {
  tool("mkdir -p bread; echo one loaf; echo two loaves");
  await bake();
  expect(said).not.toContain("one loaf");
  said = [];
  write("flour/rye.txt", "dark");
  await bake({ ...step, tellsProgress: true });
  expect(said.slice(0, 3)).toEqual(["Baking …", "one loaf", "two loaves"]);
});

test("two starts in one folder do not run a step side by side", async () => {
  await Promise.all([bake(), bake()]);
  expect(bakings()).toBe(1);
});
