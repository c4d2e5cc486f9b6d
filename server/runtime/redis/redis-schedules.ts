import type { NotOwner, Plan, Schedule, Store } from "../ports.ts";
import type { RedisAccess } from "./redis-access.ts";
import { matched, notOwner } from "./script-answer.ts";

type Schedules = Pick<Store, "schedules" | "schedulesOf" | "tick">;

export function redisSchedules({ keys, keysOf, script, command }: RedisAccess): Schedules {
  /** The rows of places, in their order; one that was cancelled meanwhile is left out. */
  async function rowsAt(number: number, places: { place: string; due: number }[]): Promise<Schedule[]> {
    const { schedules } = keys.partition(number);
    const rows = await Promise.all(
      places.map(({ place }) => {
        const { agent, name } = splitPlace(place);
        return command((client) => client.hget(schedules(agent), name));
      }),
    );
    return places.flatMap(({ place, due }, i) => (rows[i] ? [scheduleOf(splitPlace(place), rows[i], due)] : []));
  }

  return {
    async schedules(number, { after, limit }) {
      const times = keys.partition(number).scheduleTimes;
      const found: { place: string; due: number }[] = [];
      // those that are due at one moment are in the order of their places
      for (let offset = 0; found.length < limit; ) {
        const page = await command((client) =>
          client.zrange(times, after?.due ?? "-inf", "+inf", "BYSCORE", "LIMIT", offset, limit, "WITHSCORES"),
        );
        for (let i = 0; i + 1 < page.length; i += 2) {
          const [place = "", due] = [page[i], Number(page[i + 1])];
          if (!after || isAfter({ place, due }, { place: placeOf(after), due: after.due })) found.push({ place, due });
        }
        offset += page.length / 2;
        if (page.length < 2 * limit) break;
      }
      return rowsAt(number, found.slice(0, limit));
    },

    async schedulesOf(agent) {
      const partition = keysOf(agent);
      const rows = await command((client) => client.hgetall(partition.schedules(agent)));
      const names = Object.keys(rows).sort();
      if (names.length === 0) return [];
      const places = names.map((name) => placeOf({ agent, name }));
      const times = await command((client) => client.zmscore(partition.scheduleTimes, places));
      return names.flatMap((name, i) => {
        const due = times[i];
        // it may be cancelled between the two reads
        return due === null || due === undefined ? [] : [scheduleOf({ agent, name }, rows[name] ?? "", Number(due))];
      });
    },

    async tick(fence, taken) {
      const { owner, outbox, scheduleTimes, schedules } = keys.partition(fence.partition);
      const names = [owner, scheduleTimes, outbox, ...taken.map(({ plan }) => schedules(plan.agent))];
      const args = taken.flatMap(({ plan, generation, due, next, ticks }) => [
        ...[placeOf(plan), plan.name, generation, due, next ?? "", ticks.length],
        ...ticks.flatMap(({ line, message }) => [JSON.stringify(line), JSON.stringify(message)]),
      ]);
      return matched<{ kind: "ticked" } | NotOwner>(await script("tick", names, [fence.epoch, taken.length, ...args]), {
        ticked: () => ({ kind: "ticked" }),
        not_owner: notOwner,
      });
    },
  };
}

/** Neither an agent's id nor a schedule's name has a space. */
export const placeOf = ({ agent, name }: Pick<Plan, "agent" | "name">): string => `${agent} ${name}`;

function splitPlace(place: string): { agent: string; name: string } {
  const space = place.lastIndexOf(" ");
  return { agent: place.slice(0, space), name: place.slice(space + 1) };
}

/** A row as a script keeps it: its generation comes before it. */
export function rowOf({ agent: _, name: __, ...rest }: Plan): string {
  return JSON.stringify(rest);
}

function scheduleOf(of: Pick<Plan, "agent" | "name">, row: string, due: number): Schedule {
  const colon = row.indexOf(":");
  const rest = JSON.parse(row.slice(colon + 1)) as Omit<Plan, "agent" | "name">;
  return { plan: { ...of, ...rest }, generation: Number(row.slice(0, colon)), due };
}

type Place = { place: string; due: number };
const isAfter = (a: Place, b: Place): boolean =>
  a.due > b.due || (a.due === b.due && Buffer.compare(Buffer.from(a.place), Buffer.from(b.place)) > 0);
