import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Log } from "#runtime/log.ts";
import type { Clock } from "#runtime/ports.ts";
import { describeDatabaseError } from "../database-error.ts";
import { catchUp } from "./catch-up.ts";
import { createPartitionProjector, type Projecting } from "./partition-projector.ts";
import { repeatRounds } from "./repeat-rounds.ts";

type Running = Projecting & { runtime: Pick<RuntimeProcess, "onCommits">; clock: Clock; log: Log };

/** A place in a feed must move before its entry goes, and under load ten thousand commits may be a second's. */
const mostPassedOver = 4;

/** Keeps the read models up with the agents until it is stopped; a server that is away is waited for. */
export function runProjector({ clock, log, ...projecting }: Running): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const projector = createPartitionProjector(projecting);
  /** For how many rounds a partition was left alone, although it rang. */
  const passedOver = new Map<number, number>();

  /** Carts commit most, and have no rows: then PostgreSQL is left alone for some rounds. */
  async function withNews(rung: ReadonlySet<number>): Promise<ReadonlySet<number>> {
    const chosen = new Set<number>();
    const choose = async (partition: number) => {
      const rounds = passedOver.get(partition) ?? 0;
      if (rounds === mostPassedOver || (await projector.hasNews(partition))) chosen.add(partition);
      passedOver.set(partition, chosen.has(partition) ? 0 : rounds + 1);
    };
    await Promise.all([...rung].map(choose));
    return chosen;
  }

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
