import type { Caller } from "#runtime/contract.ts";

/** The names of those who stand in journals: staff by their account, programs by their key. */
export interface People {
  /** By `kind:id`; who is not known any more is left out. Throws while PostgreSQL is away. */
  namesOf(callers: readonly Caller[]): Promise<ReadonlyMap<string, string>>;
}

/** Who did something, for people to read. */
export type Who = Caller & { name: string | null };

/** Each caller with its name, as far as it is known just now. */
export async function named(people: People, callers: readonly Caller[]): Promise<(caller: Caller) => Who> {
  const names = await people.namesOf(callers).catch(() => new Map<string, string>());
  return ({ kind, id }) => ({ kind, id, name: names.get(`${kind}:${id}`) ?? null });
}
