import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Log } from "#runtime/log.ts";
import type { Clock } from "#runtime/ports.ts";
import { describeDatabaseError } from "../database-error.ts";
import { catchUp } from "./catch-up.ts";
import { createPartitionProjector, type Projecting } from "./partition-projector.ts";
import { passOver } from "./pass-over.ts";
import { repeatRounds } from "./repeat-rounds.ts";

type Running = Projecting & { runtime: Pick<RuntimeProcess, "onCommits">; clock: Clock; log: Log };

/** Keeps the read models up with the agents until it is stopped; a server that is away is waited for. */
export function runProjector({ clock, log, ...projecting }: Running): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const projector = createPartitionProjector(projecting);
  const withNews = passOver(projector.hasNews);
  const rounds = repeatRounds({
    onCommits: projecting.runtime.onCommits,
    clock,
    async round(rung) {
      const partitions = rung && (await withNews(rung));
      if (partitions?.size !== 0) await catchUp(projecting, projector, { partitions, signal: stopped.signal });
    },
    explain,
    log,
  });
  return {
    stop() {
      stopped.abort();
      return rounds.stop();
    },
  };
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name.startsWith("PrismaClient") ? describeDatabaseError(error) : error.message;
}
