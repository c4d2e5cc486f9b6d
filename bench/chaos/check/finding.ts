/** A promise that was broken, and the command by which it shows. */
export type Finding = {
  kind: "lost" | "twice" | "out_of_order" | "undelivered" | "wrong";
  id: string;
  says: string;
};

/** The first two of the ids that came in another order than they should, if any did. */
export function firstSwapped(expected: readonly string[], seen: readonly string[]): [string, string] | undefined {
  const places = new Map(expected.map((id, place) => [id, place]));
  const known = seen.filter((id) => places.has(id));
  for (const [i, id] of known.entries()) {
    const next = known[i + 1];
    if (next !== undefined && (places.get(next) ?? 0) < (places.get(id) ?? 0)) return [id, next];
  }
  return undefined;
}
