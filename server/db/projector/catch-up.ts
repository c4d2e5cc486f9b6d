import type { PartitionProjector, Place, Projecting } from "./partition-projector.ts";
import { readPlaces } from "./places.ts";

type Which = { partitions?: ReadonlySet<number> | undefined; signal?: AbortSignal };

/** One round: every partition, or each of these, until it has nothing more. */
export async function catchUp(
  { database, feeds }: Pick<Projecting, "database" | "feeds">,
  projector: PartitionProjector,
  { partitions, signal }: Which = {},
): Promise<void> {
  const places = await readPlaces(database, feeds.partitions);
  const asked = partitions === undefined ? places : places.filter(({ partition }) => partitions.has(partition));
  const rounds = await Promise.allSettled(
    asked.map(async (first) => {
      let place: Place | undefined = first;
      while (place && !signal?.aborted && (await projector.advance(place)) === "moved") {
        place = (await database.projection.findUnique({ where: { partition: first.partition } })) ?? undefined;
      }
    }),
  );
  const failed = rounds.find((round) => round.status === "rejected");
  if (failed) throw failed.reason;
}
