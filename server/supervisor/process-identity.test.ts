import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { identify, isAlive } from "#server/supervisor/process-identity.ts";

test("a process is recognised while it lives and not after", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const identity = identify(child.pid ?? 0);
  expect(identity && isAlive(identity)).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(identity && isAlive(identity)).toBe(false);
});

test("another process with the same id is not taken for it", () => {
  expect(isAlive({ pid: process.pid, startedAt: "the boot before 1" })).toBe(false);
});
