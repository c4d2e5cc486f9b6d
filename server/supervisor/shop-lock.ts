import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "#server/supervisor/json-file.ts";
import { identify, isAlive } from "#server/supervisor/process-identity.ts";

const Holder = z.object({ pid: z.number(), startedAt: z.string(), url: z.string().optional() });
type Holder = z.output<typeof Holder>;

interface ShopLock {
  /** Lets a later start say where the shop is. */
  tellUrl(url: string): void;
  release(): void;
}

type Taken = { ok: true; lock: ShopLock } | { ok: false; holder: Holder };

/** Makes this process the only shop on a data folder; the lock of a process that was killed does not count. */
export function takeShopLock(dataFolder: string): Taken {
  const file = lockFile(dataFolder);
  const self = identify(process.pid);
  if (!self) throw new Error("this process cannot see itself in the process table");
  const own = `${file}.${process.pid}`;
  writeJson(own, self);
  try {
    for (;;) {
      if (linked(own, file)) return { ok: true, lock: heldLock(file, self) };
      const holder = readJson(file, Holder);
      if (holder && isAlive(holder)) return { ok: false, holder };
      moveStaleLock(file, own, holder);
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/** The shop that runs on a data folder. */
export function shopLockHolder(dataFolder: string): Holder | undefined {
  const holder = readJson(lockFile(dataFolder), Holder);
  return holder && isAlive(holder) ? holder : undefined;
}

function lockFile(dataFolder: string): string {
  return path.join(dataFolder, "shop.lock");
}

function linked(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Two starts may find the same stale lock: who moves away a fresh one instead puts it back. */
function moveStaleLock(file: string, own: string, stale: Holder | undefined): void {
  const aside = `${own}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readJson(aside, Holder);
  if (moved && (moved.pid !== stale?.pid || moved.startedAt !== stale.startedAt)) linked(aside, file);
  fs.rmSync(aside, { force: true });
}

function heldLock(file: string, self: Holder): ShopLock {
  return {
    tellUrl: (url) => writeJson(file, { ...self, url }),
    release: () => fs.rmSync(file, { force: true }),
  };
}
