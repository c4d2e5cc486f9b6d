import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";

const file = fileURLToPath(new URL("./testing/watched-child.ts", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function start(): Promise<ChildProcess> {
  const child = fork(file, { stdio: ["ignore", "inherit", "ignore", "ipc"] });
  children.push(child);
  await once(child, "message");
  return child;
}

async function endedForLooping(child: ChildProcess): Promise<NodeJS.Signals> {
  child.send("loop");
  const [, signal] = await once(child, "exit");
  return signal;
}

it("ends a process that loops for ever", async () => {
  expect(await endedForLooping(await start())).toBe("SIGKILL");
});

it("leaves a process alone that was paused for longer than its patience", async () => {
  const child = await start();
  child.kill("SIGSTOP");
  // Two others lose all their patience, one after the other, while it stands still.
  for (let i = 0; i < 2; i++) await endedForLooping(await start());
  child.kill("SIGCONT");
  const answered = once(child, "message");
  child.send("are you there?");
  expect((await answered)[0]).toBe("alive");
  expect(child.exitCode ?? child.signalCode).toBeNull();
});

it("leaves a process alone that does not run but uses no processor either", async () => {
  const child = await start();
  const answered = once(child, "message");
  child.send("starve");
  expect((await answered)[0]).toBe("alive");
  expect(child.exitCode ?? child.signalCode).toBeNull();
});
