import fs from "node:fs";
import path from "node:path";
import { writeJson } from "#server/supervisor/json-file.ts";

interface RunningShop {
  url: string | undefined;
  pids: Record<string, number | undefined>;
}

interface RunFile {
  write(shop: RunningShop): void;
  remove(): void;
}

/** `run.json` for the shop itself; processes that join it have one with their supervisor's id in its name. */
export function runFile(dataFolder: string, joined: boolean): RunFile {
  const file = path.join(dataFolder, joined ? `run-${process.pid}.json` : "run.json");
  return {
    write: (shop) => writeJson(file, shop),
    remove: () => fs.rmSync(file, { force: true }),
  };
}
