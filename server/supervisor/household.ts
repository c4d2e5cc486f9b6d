import type { KeptProcess } from "#server/supervisor/kept-process.ts";
import { recordProcesses } from "#server/supervisor/ledger.ts";
import { runFile } from "#server/supervisor/run-file.ts";

// what a process needs to end well is ended after it
const ranks = ["shop", "database", "redis"] as const;
type Rank = (typeof ranks)[number];

interface Household {
  /** Takes a process into care, before it is started. */
  keep(process: KeptProcess, rank: Rank): void;
  /** To be told when a process id has changed: the files that name them are written anew. */
  changed(): void;
  /** From now on `run.json` says where the shop is and what runs. */
  open(url: string | undefined): void;
  close(): Promise<void>;
}

interface Options {
  dataFolder: string;
  joined: boolean;
  /** After it nothing new is taken into care. */
  signal: AbortSignal;
}

/** The processes that one supervisor has in its care. */
export function createHousehold({ dataFolder, joined, signal }: Options): Household {
  const members: { process: KeptProcess; rank: Rank }[] = [];
  const running = runFile(dataFolder, joined);
  let shop: { url: string | undefined } | undefined;
  let closed = false;

  function changed(): void {
    const pids = members.map(({ process: { name, pid } }) => [name, pid] as const);
    if (!joined)
      recordProcesses(
        dataFolder,
        pids.flatMap(([, pid]) => pid ?? []),
      );
    if (!shop) return;
    const metrics = members.flatMap(({ process: { name, metricsUrl } }) => (metricsUrl ? [[name, metricsUrl]] : []));
    running.write({
      url: shop.url,
      pids: Object.fromEntries([["supervisor", process.pid], ...pids]),
      metrics: Object.fromEntries(metrics),
    });
  }

  return {
    changed,
    keep(process, rank) {
      signal.throwIfAborted();
      if (closed) throw new Error("the shop is closing");
      members.push({ process, rank });
    },
    open(url) {
      shop = { url };
      changed();
    },
    async close() {
      closed = true;
      shop = undefined;
      running.remove();
      for (const rank of ranks) {
        const ranked = members.filter((member) => member.rank === rank);
        await Promise.all(ranked.map((member) => member.process.stop()));
      }
    },
  };
}
