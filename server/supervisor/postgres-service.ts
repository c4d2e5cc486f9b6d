import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type KeptProcess, keepProcess } from "#server/supervisor/kept-process.ts";

interface Place {
  dataFolder: string;
  runFolder: string;
  say(line: string): void;
  changed(): void;
}

const program = fileURLToPath(new URL("./pglite-server.ts", import.meta.url));
const grace = 10_000;

/** The embedded PostgreSQL of a shop that was given none. */
export function postgresService(place: Place): { url: string; process: KeptProcess } {
  const folder = path.join(place.dataFolder, "postgres");
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const socket = path.join(place.runFolder, ".s.PGSQL.5432");
  const kept = keepProcess({
    name: "pglite",
    grace,
    say: place.say,
    changed: place.changed,
    launch: () =>
      spawn(process.execPath, [program, folder, socket], {
        detached: true,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      }),
    async whenReady(child, gone) {
      await Promise.race([once(child, "message"), gone]);
    },
  });
  return { url: `postgresql://postgres@/postgres?host=${place.runFolder}&port=5432`, process: kept };
}
