import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a silo uses: its heap after a collection, all of its memory, and the processor time since its start. */
export type Use = { heapUsed: number; rss: number; cpuMs: number };

export interface SiloProcess {
  use(): Promise<Use>;
  stop(): Promise<void>;
}

export async function startSiloProcess(url: string): Promise<SiloProcess> {
  const file = fileURLToPath(new URL("silo.ts", import.meta.url));
  const child: ChildProcess = fork(file, [url], { execArgv: ["--expose-gc"] });
  const exited = once(child, "exit");
  const answer = async () => {
    const ended = exited.then(() => Promise.reject(new Error("a silo of the measurement ended")));
    ended.catch(() => {});
    const [said] = await Promise.race([once(child, "message"), ended]);
    return said;
  };
  await answer();
  return {
    async use() {
      const said = answer();
      child.send("use");
      return (await said) as Use;
    },
    async stop() {
      child.send("stop");
      await exited;
    },
  };
}
