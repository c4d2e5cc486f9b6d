import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { keepProcess } from "#server/supervisor/kept-process.ts";
import { identify, isAlive } from "#server/supervisor/process-identity.ts";

function keep(script: string, grace: number) {
  return keepProcess({
    name: "test",
    grace,
    say: () => undefined,
    changed: () => undefined,
    launch: () =>
      spawn(process.execPath, ["-e", `${script}; process.send("ready")`], {
        detached: true,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      }),
    whenReady: (child, gone) => Promise.race([once(child, "message").then(() => undefined), gone]),
  });
}

test("a process that does not listen is killed when its time is up", async () => {
  const kept = keep('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', 100);
  await kept.start();
  const identity = identify(kept.pid ?? 0);
  await kept.stop();
  expect(identity && isAlive(identity)).toBe(false);
  expect(kept.pid).toBeUndefined();
});

test("a process that ends before it was ready fails its first start and is not started again", async () => {
  const kept = keep("process.exit(7)", 100);
  await expect(kept.start()).rejects.toThrow("The test process ended (exit code 7).");
  await kept.stop();
  expect(kept.pid).toBeUndefined();
});

test("what a killed process has started ends with it", async () => {
  const grandchild = 'require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])';
  const kept = keepProcess({
    name: "test",
    grace: 100,
    say: () => undefined,
    changed: () => undefined,
    launch: () =>
      spawn(process.execPath, ["-e", `process.send(${grandchild}.pid); setInterval(() => {}, 1000)`], {
        detached: true,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      }),
    async whenReady(child) {
      [started] = await once(child, "message");
    },
  });
  let started = 0;
  await kept.start();
  const identity = identify(started);
  expect(identity && isAlive(identity)).toBe(true);
  await kept.stop();
  // killed with the group, and reaped by whoever inherits it
  while (identity && isAlive(identity)) await new Promise((resolve) => setImmediate(resolve));
});
