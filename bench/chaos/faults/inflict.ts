import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ChaosShop, Target } from "../chaos-shop.ts";
import { type FaultLine, faultsFile } from "../record.ts";
import type { Fault, Planned } from "./schedule.ts";

type Options = { shop: ChaosShop; folder: string; schedule: readonly Planned[]; say(line: string): void };

const longestRestart = 60_000;

const targets = {
  silo: ["silo 1", "silo 2", "silo 3"],
  web: ["web"],
  projector: ["projector"],
  redis: ["redis"],
} as const;

function targetOf({ fault, which }: Planned): Target {
  const all = targets[fault.split(" ")[0]?.toLowerCase() as keyof typeof targets];
  return all[which % all.length] ?? all[0];
}

/** Does all of it at its time; what meets the same process waits until that is there again. */
export async function inflict({ shop, folder, schedule, say }: Options): Promise<void> {
  const began = Date.now();
  const file = path.join(folder, faultsFile);
  fs.writeFileSync(file, "");
  const busy = new Map<Target, Promise<void>>();
  const all = schedule.map(async (planned) => {
    await wait(planned.at - (Date.now() - began));
    const target = targetOf(planned);
    const before = busy.get(target);
    const done = (before ?? Promise.resolve()).then(async () => {
      const line: FaultLine = { fault: planned.fault, target, began: Date.now(), ended: 0 };
      await act(shop, target, planned);
      line.ended = Date.now();
      fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
      const seconds = ((line.began - began) / 1000).toFixed(0).padStart(4);
      say(`${seconds} s  ${planned.fault}${target.startsWith("silo") ? ` (${target})` : ""}`);
    });
    busy.set(target, done);
    await done;
  });
  await Promise.all(all);
}

const deeds: Record<string, (shop: ChaosShop, target: Target, lastsMs: number) => Promise<void>> = {
  killed: (shop, target) => end(shop, target, "SIGKILL"),
  restarted: (shop, target) => end(shop, target, "SIGTERM"),
  paused: async (shop, target, lastsMs) => {
    const pid = await shop.pidOf(target);
    send(pid, "SIGSTOP");
    await wait(lastsMs);
    send(pid, "SIGCONT");
  },
  // it answers now and then, late
  slowed: async (shop, target, lastsMs) => {
    const pid = await shop.pidOf(target);
    for (const until = Date.now() + lastsMs; Date.now() < until; ) {
      send(pid, "SIGSTOP");
      await wait(120);
      send(pid, "SIGCONT");
      await wait(30);
    }
  },
};

async function act(shop: ChaosShop, target: Target, { fault, lastsMs }: { fault: Fault; lastsMs: number }) {
  const deed = deeds[fault.split(" ")[1] ?? ""];
  if (!deed) throw new Error(`there is no fault ${fault}`);
  await deed(shop, target, lastsMs);
}

/** Ends it and waits until its supervisor has started another one. */
async function end(shop: ChaosShop, target: Target, signal: NodeJS.Signals): Promise<void> {
  const pid = await shop.pidOf(target);
  send(pid, signal);
  const late = Date.now() + longestRestart;
  while ((await shop.pidOf(target)) === pid) {
    if (Date.now() > late) throw new Error(`${target} was not started again`);
    await wait(50);
  }
}

/** What has ended meanwhile by itself needs no signal. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
