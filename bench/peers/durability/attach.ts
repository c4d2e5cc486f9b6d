import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

// sync_file_range is none of them: it leaves what the disk itself still holds
const calls = "fsync,fdatasync";
const patienceMs = 10_000;

/** Watches processes while `work` runs, and answers what strace wrote; or why it could not watch. */
export async function watched(
  strace: string,
  pids: number[],
  file: string,
  work: () => Promise<void>,
): Promise<string> {
  const targets = pids.flatMap((pid) => ["-p", String(pid)]);
  const args = ["-f", "-y", "-ttt", "-T", "-e", `trace=${calls}`, "-o", file, ...targets];
  const child = spawn(strace, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, "exit");
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  try {
    for (let waited = 0; !isAttached(said, pids); waited += 50) {
      if (child.exitCode !== null || waited > patienceMs) throw new Error(`strace could not watch: ${said.trim()}`);
      await wait(50);
    }
    await work();
  } finally {
    // a strace that is asked to end lets its processes go
    child.kill("SIGINT");
    await ended;
    process.removeListener("exit", kill);
  }
  return fs.readFileSync(file, "utf8");
}

const isAttached = (said: string, pids: number[]) =>
  pids.every((pid) => new RegExp(`Process ${pid} attached`).test(said));
