import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";

const file = fileURLToPath(new URL("./testing/watched-child.ts", import.meta.url));
let child: ChildProcess;
afterEach(() => child.kill("SIGKILL"));

async function start(): Promise<void> {
  child = fork(file, { stdio: ["ignore", "inherit", "ignore", "ipc"] });
  await once(child, "message");
}

it("ends a process that loops for ever", async () => {
  await start();
  child.send("loop");
  const [, signal] = await once(child, "exit");
  expect(signal).toBe("SIGKILL");
});

it("leaves a process alone that was paused for longer than its patience", async () => {
  await start();
  child.kill("SIGSTOP");
  // Real time has to pass while it stands still; five times its patience.
  await setTimeout(1500);
  child.kill("SIGCONT");
  const answered = once(child, "message");
  child.send("are you there?");
  expect((await answered)[0]).toBe("alive");
  expect(child.exitCode ?? child.signalCode).toBeNull();
});
