import type { Caller } from "#runtime/contract.ts";
import type { Database } from "#server/db/client.ts";

/** What the people and programs that changed something are called, for those who read who it was. */
export interface CallerNames {
  /** A function that names callers; null for guests and shoppers, whose names are nobody's business, and for unknown ones. */
  of(callers: readonly Caller[]): Promise<(caller: Caller) => string | null>;
}

const idsOf = (callers: readonly Caller[], kind: Caller["kind"]) => [
  ...new Set(callers.filter((caller) => caller.kind === kind).map(({ id }) => id)),
];

/** While PostgreSQL is away nobody has a name. */
export const createCallerNames = (database: Database): CallerNames => ({
  async of(callers) {
    const [people, keys] = [idsOf(callers, "staff"), idsOf(callers, "key")];
    const select = { id: true, name: true } as const;
    const [users, apiKeys] = await Promise.all([
      people.length === 0 ? [] : database.user.findMany({ where: { id: { in: people } }, select }),
      keys.length === 0 ? [] : database.apikey.findMany({ where: { id: { in: keys } }, select }),
    ]).catch(() => [[], []]);
    const names = { staff: new Map(users.map(nameById)), key: new Map(apiKeys.map(nameById)) };
    return ({ kind, id }) => (kind === "staff" || kind === "key" ? (names[kind].get(id) ?? null) : null);
  },
});

const nameById = ({ id, name }: { id: string; name: string | null }): [string, string | null] => [id, name];
