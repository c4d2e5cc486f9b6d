import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "#runtime/log.ts";
import { describeDatabaseError } from "../database-error.ts";
import {
  createPartitionProjector,
  type PartitionProjector,
  type Place,
  type Projecting,
} from "./partition-projector.ts";
import { readPlaces } from "./places.ts";

const pause = 250;
const longestPause = 5_000;

/** Keeps the read models up with the agents until it is stopped; a server that is away is waited for. */
export function runProjector(projecting: Projecting, log: Log): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const { signal } = stopped;

  async function run(): Promise<void> {
    const projector = createPartitionProjector(projecting);
    let failures = 0;
    while (!signal.aborted) {
      try {
        await catchUp(projecting, projector, signal);
        if (failures > 0) log("info", "the read models are brought up to date again");
        failures = 0;
      } catch (error) {
        if (failures === 0) log("warn", "the read models are not brought up to date for now", { error: told(error) });
        failures += 1;
      }
      await wait(Math.min(pause * 2 ** failures, longestPause), undefined, { signal }).catch(() => {});
    }
  }

  const ended = run();
  return {
    async stop() {
      stopped.abort();
      await ended;
    },
  };
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name.startsWith("PrismaClient") ? describeDatabaseError(error) : error.message;
}

/** One round: every partition until it has nothing more. */
export async function catchUp(
  { database, feeds }: Pick<Projecting, "database" | "feeds">,
  projector: PartitionProjector,
  signal?: AbortSignal,
): Promise<void> {
  const places = await readPlaces(database, feeds.partitions);
  const rounds = await Promise.allSettled(
    places.map(async (first) => {
      let place: Place | undefined = first;
      while (place && !signal?.aborted && (await projector.advance(place)) === "moved") {
        place = (await database.projection.findUnique({ where: { partition: first.partition } })) ?? undefined;
      }
    }),
  );
  const failed = rounds.find((round) => round.status === "rejected");
  if (failed) throw failed.reason;
}
