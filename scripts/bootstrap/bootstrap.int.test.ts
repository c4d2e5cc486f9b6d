import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "#server/supervisor/run-command.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { oneAtATime } from "./one-at-a-time.mjs";

const bootstrap = path.resolve(import.meta.dirname, "../bootstrap.mjs");

/** Runs the bootstrap on this Node, which then says that it is another one. */
function runAs(version: string, args: string[]) {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  return runCommand(process.execPath, [
    "--import",
    `data:text/javascript,${encodeURIComponent(pretend)}`,
    bootstrap,
    ...args,
  ]);
}

test.each(["16.20.2", "18.20.8", "20.18.3", "21.7.0", "22.11.0"])("Node %s is told to be too old", async (version) => {
  const { code, output } = await runAs(version, ["start"]);
  expect(code).toBe(1);
  expect(output.trim()).toBe(
    `Granary needs Node 20.19, 22.12, 24 or newer to install itself and this is Node ${version}: ` +
      "install a newer Node from https://nodejs.org and run the same command again.",
  );
});

test.each(["20.19.0", "22.12.0", "24.0.0", "26.1.0"])("Node %s goes on", async (version) => {
  const { code, output } = await runAs(version, ["dance"]);
  expect(code).toBe(1);
  expect(output.trim()).toBe(
    'Granary knows no command "dance": use start, dev, reset, projections, runtime, bench, bench:resting, bench:peers, bench:micro, bench:growth, bench:pages, bench:compare, screens, test, test:outages, test:chaos, test:overload, test:schedules.',
  );
});

test("an install that was killed does not keep the next one waiting", async () => {
  const folder = temporaryFolder("install");
  const lock = path.join(folder.path, "deeper", "install.lock");
  fs.mkdirSync(path.dirname(lock));
  fs.writeFileSync(lock, String(2 ** 22 + 1));
  const order: string[] = [];
  await oneAtATime(lock, async () => {
    order.push(fs.readFileSync(lock, "utf8"));
  });
  expect(order).toEqual([String(process.pid)]);
  expect(fs.readdirSync(path.dirname(lock))).toEqual([]);
  folder.remove();
});

test("what a killed install has left running is waited for", async () => {
  const folder = temporaryFolder("install");
  const lock = path.join(folder.path, "install.lock");
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  fs.writeFileSync(lock, `${2 ** 22 + 1}\n${child.pid}`);
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  const waiting = oneAtATime(lock, async () => expect(ended).toBe(true));
  child.stdin.end();
  await waiting;
  folder.remove();
});
