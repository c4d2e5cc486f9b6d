import fs from "node:fs";
import path from "node:path";
import { writeJson } from "#server/supervisor/json-file.ts";
import { identify } from "#server/supervisor/process-identity.ts";

interface RunningShop {
  url: string | undefined;
  pids: Record<string, number | undefined>;
  /** Where each process serves what Prometheus reads, by its roles. */
  metrics: Record<string, string>;
}

interface RunFile {
  write(shop: RunningShop): void;
  remove(): void;
}

/** `run.json` for the shop itself; processes that join it have one with their supervisor's id in its name. */
export function runFile(dataFolder: string, joined: boolean): RunFile {
  const file = path.join(dataFolder, joined ? `run-${process.pid}.json` : "run.json");
  if (!joined) removeStale(dataFolder);
  return {
    write: (shop) => writeJson(file, shop),
    remove: () => fs.rmSync(file, { force: true }),
  };
}

/** What killed supervisors have left: nobody shall take it for a shop that runs. */
function removeStale(dataFolder: string): void {
  for (const name of fs.readdirSync(dataFolder)) {
    const pid = /^run(?:-(\d+))?\.json$/.exec(name);
    if (pid && (pid[1] === undefined || !identify(Number(pid[1])))) fs.rmSync(path.join(dataFolder, name));
  }
}
