import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CannotMeasure } from "../cannot-measure.ts";
import type { Kind } from "./kinds.ts";
import type { Order, Report, SiloMemory } from "./silo.ts";

export interface MeasuredSilo {
  /** What its process takes now, after its garbage is collected. */
  memory(): Promise<SiloMemory>;
  /** Makes so many agents; seconds that it took. */
  fill(kind: Kind, agents: number, onMade: (made: number) => void): Promise<number>;
  /** Waits until it hosts nothing any more. */
  rest(): Promise<SiloMemory>;
  stop(): void;
}

/** A silo in a process of its own. */
export async function startMeasuredSilo(
  redisUrl: string,
  room: { bytes: number; idleMs: number },
): Promise<MeasuredSilo> {
  const child = fork(path.join(import.meta.dirname, "silo.ts"), [redisUrl, String(room.idleMs), String(room.bytes)], {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await answer(child, (report) => report === "ready");

  const memory = async () => {
    child.send("memory" satisfies Order);
    return (await answer(child, (report) => typeof report === "object" && "rss" in report)) as SiloMemory;
  };

  return {
    memory,
    async fill({ of }, agents, onMade) {
      const began = performance.now();
      const onReport = (report: Report) => {
        if (typeof report === "object" && "made" in report) onMade(report.made);
      };
      child.on("message", onReport);
      child.send({ fill: of, agents } satisfies Order);
      await answer(child, (report) => report === "filled");
      child.off("message", onReport);
      return (performance.now() - began) / 1000;
    },
    async rest() {
      for (;;) {
        const now = await memory();
        if (now.hosted + now.copies === 0) return now;
        await pause(2000);
      }
    },
    stop: () => child.kill("SIGKILL"),
  };
}

/** The first report that is the one; an error or the child's end fails it. */
function answer(child: ChildProcess, isIt: (report: Report) => boolean): Promise<Report> {
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  const onExit = () => reject(new CannotMeasure("The process that is measured has ended by itself."));
  const onMessage = (report: Report) => {
    if (isIt(report)) resolve(report);
    else if (typeof report === "object" && "error" in report) reject(new CannotMeasure(report.error));
  };
  child.once("exit", onExit);
  child.on("message", onMessage);
  return promise.finally(() => {
    child.off("exit", onExit);
    child.off("message", onMessage);
  });
}
