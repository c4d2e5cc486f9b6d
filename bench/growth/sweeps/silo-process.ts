import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { CannotMeasure } from "../../cannot-measure.ts";

export type SiloSaid = { cpuUs: number };

export interface SiloProcess {
  /** Processor time since its start. */
  cpuUs(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one and waits until it takes part. */
export async function startSiloProcess(url: string, namespace: string, partitions: number): Promise<SiloProcess> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, "silo.ts"), [url, namespace, String(partitions)]);
  const exited = once(child, "exit");
  const answer = async () => {
    const ended = exited.then(() => Promise.reject(new CannotMeasure("A silo that is measured has ended by itself.")));
    const [said] = (await Promise.race([once(child, "message"), ended])) as [SiloSaid];
    return said.cpuUs;
  };
  await answer();
  return {
    cpuUs() {
      const said = answer();
      child.send("cpu");
      return said;
    },
    async stop() {
      child.send("stop");
      await exited;
    },
  };
}
