import type { Database } from "../client.ts";
import type { Place } from "./partition-projector.ts";

/** Where each partition's projection stands, from the first to the last; a row that is missing is made. */
export async function readPlaces(database: Database, partitions: number): Promise<Place[]> {
  const read = () =>
    database.projection.findMany({ where: { partition: { lt: partitions } }, orderBy: { partition: "asc" } });
  const places = await read();
  if (places.length === partitions) return places;
  const all = Array.from({ length: partitions }, (_, partition) => ({ partition }));
  await database.projection.createMany({ data: all, skipDuplicates: true });
  return read();
}
