import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Runs `work` while no other process does; the lock of a process that was killed is taken over. */
export async function oneAtATime(lock, work) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = 0; !take(lock); waited++) {
    if (waited === 0) console.log("Waiting for another start that is installing …");
    await wait(500);
  }
  try {
    await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function take(lock) {
  // linked into place with its content: whoever sees the lock sees its owner
  const own = `${lock}.${process.pid}`;
  fs.writeFileSync(own, String(process.pid));
  try {
    fs.linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(own, { force: true });
  }
  if (!isAlive(Number(readIfThere(lock)))) fs.rmSync(lock, { force: true });
  return false;
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return String(process.pid);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
