import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CannotGoOn } from "./cannot-go-on.mjs";

const pause = 500;
const patience = 10 * 60_000;

/**
 * Runs `work` while no other process does; the lock of processes that were killed is taken over. `work` names the
 * children that would go on without us, so that nobody starts beside them.
 */
export async function oneAtATime(lock, work) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = 0; !take(lock); waited += pause) {
    if (waited === 0) console.log("Waiting for another start that is at work in the same folder …");
    if (waited >= patience) throw new CannotGoOn(`Another start is at work here for long: if none is, remove ${lock}.`);
    await wait(pause);
  }
  try {
    await work((pid) => fs.appendFileSync(lock, `\n${pid}`));
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
  if (!isHeld(lock)) fs.rmSync(lock, { force: true });
  return false;
}

function isHeld(lock) {
  try {
    const bootedAt = Date.now() - os.uptime() * 1000;
    if (fs.statSync(lock).mtimeMs < bootedAt) return false;
    return fs
      .readFileSync(lock, "utf8")
      .split("\n")
      .some((pid) => isAlive(Number(pid)));
  } catch {
    // released in between: the next look decides
    return true;
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
