import type { People } from "#server/api/people.ts";
import type { Database } from "#server/db/client.ts";

export const createPeople = (database: Database): People => ({
  async namesOf(callers) {
    const idsOf = (kind: string) => [...new Set(callers.filter((each) => each.kind === kind).map(({ id }) => id))];
    const [staff, keys] = await Promise.all([
      database.user.findMany({ where: { id: { in: idsOf("staff") } }, select: { id: true, name: true } }),
      database.apikey.findMany({ where: { id: { in: idsOf("key") } }, select: { id: true, name: true } }),
    ]);
    return new Map([
      ...staff.map(({ id, name }) => [`staff:${id}`, name] as const),
      ...keys.flatMap(({ id, name }) => (name === null ? [] : [[`key:${id}`, name] as const])),
    ]);
  },
});
