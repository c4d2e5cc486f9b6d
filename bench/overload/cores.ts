import { spawnSync } from "node:child_process";
import fs from "node:fs";

export interface Cores {
  /** Said in the report: how shop and load share the machine. */
  readonly sentence: string;
  /** From now on this process, and what it starts, runs on the core of the shop, or of the load. */
  moveTo(part: "shop" | "load"): void;
}

/**
 * One core for the shop with all its processes and another for who offers: a crowd comes from other machines, so what
 * offering costs must not be taken from what is offered to. Processes inherit the core on which they are started.
 */
export function shareCores(): Cores {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readStatus())?.[1] ?? "";
  const [shop, load] = firstTwo(list);
  if (shop === undefined || load === undefined || !pin(shop)) {
    return { sentence: "Shop and load share all cores: `taskset` or a second core is missing.", moveTo() {} };
  }
  return {
    sentence: `The shop (all its processes) runs on core ${shop}, the load on core ${load}.`,
    moveTo(part) {
      if (!pin(part === "shop" ? shop : load))
        throw new Error(`this process cannot be moved to the core of the ${part}`);
    },
  };
}

/** The first two of a list as the kernel writes it: `0-3`, `0,2-5`. */
export function firstTwo(list: string): number[] {
  const found: number[] = [];
  for (const range of list.split(",").filter((part) => part !== "")) {
    const [from = 0, to = from] = range.split("-").map(Number);
    for (let core = from; core <= to && found.length < 2; core++) found.push(core);
  }
  return found;
}

const pin = (core: number) =>
  spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", String(core), String(process.pid)]).status === 0;

function readStatus(): string {
  try {
    return fs.readFileSync("/proc/self/status", "utf8");
  } catch {
    return "";
  }
}
