import { partitionOf } from "../partition.ts";
import type { Clock, Schedule, SchedulePlace, Store } from "../ports.ts";
import { send } from "./memory-outbox.ts";
import { type MemoryPartitions, ownedPartition, partitionAt, stored } from "./memory-partition.ts";

type Schedules = Pick<Store, "schedules" | "schedulesOf" | "tick">;

export function memorySchedules(partitions: MemoryPartitions, clock: Clock): Schedules {
  return {
    async schedules(number, { after, limit }) {
      const all = [...partitionAt(partitions, number).schedules.values()].flatMap((own) => [...own.values()]);
      const sorted = all.sort((a, b) => byDue(placeOf(a), placeOf(b)));
      return stored(sorted.filter((each) => !after || byDue(placeOf(each), after) > 0).slice(0, limit));
    },

    async schedulesOf(agent) {
      const own = partitionAt(partitions, partitionOf(agent, partitions.length)).schedules.get(agent);
      return stored(
        [...(own?.values() ?? [])].sort((a, b) => byDue({ ...placeOf(a), due: 0 }, { ...placeOf(b), due: 0 })),
      );
    },

    async tick(fence, taken) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      for (const { plan, generation, due, next, ticks } of taken) {
        const own = partition.schedules.get(plan.agent);
        const row = own?.get(plan.name);
        if (!own || row?.generation !== generation || row.due !== due) continue;
        for (const each of ticks) send(partition, each, clock);
        if (next === undefined) own.delete(plan.name);
        else own.set(plan.name, { ...row, due: next });
      }
      return { kind: "ticked" };
    },
  };
}

const placeOf = ({ plan: { agent, name }, due }: Schedule): SchedulePlace => ({ due, agent, name });

function byDue(a: SchedulePlace, b: SchedulePlace): number {
  const text = ({ agent, name }: SchedulePlace) => Buffer.from(`${agent} ${name}`);
  return a.due - b.due || Buffer.compare(text(a), text(b));
}
