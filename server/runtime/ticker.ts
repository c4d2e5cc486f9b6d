import { Dropped } from "./control.ts";
import { advance } from "./cron.ts";
import { tickCallId } from "./ids.ts";
import type { Log } from "./log.ts";
import type { Message } from "./message.ts";
import type { Fence, LineName, Plan, Schedule, Store, Taken } from "./ports.ts";

/** So many schedules are read and advanced in one step: what waits in Redis takes no memory here. */
const schedulesAtOnce = 100;
/** With so many messages before them, ticks wait where they take the least room. */
const fullOutbox = 5000;
const idleMs = 500;
/** A rule that this release cannot read is tried again then. */
const unreadableMs = 3_600_000;

type Options = {
  fence: Fence;
  store: Pick<Store, "schedules" | "tick" | "outboxDepth">;
  /** Repeats a port call until its outcome is known. */
  known: <T>(attempt: () => Promise<T>) => Promise<T>;
  lineOf: (agent: string) => LineName;
  log: Log;
  now: number;
};

/**
 * Takes the schedules of a partition that are due: each is advanced and its tick put into the outbox in one step, which
 * finds it as it was read or leaves it alone. So a tick is taken once, whoever owns the partition meanwhile and however often
 * the step is repeated; from the outbox on it is a message like others, with a call id of its own. Answers when to look again.
 */
export async function takeDueTicks({ fence, store, known, lineOf, log, now }: Options): Promise<number> {
  const computed = new Map<string, ReturnType<typeof advance>>();

  /** Many schedules share a rule: three o'clock is computed once. */
  function advanced(plan: Plan, due: number): ReturnType<typeof advance> {
    const { cron, timeZone, missed, agent, name } = plan;
    const key = [cron, timeZone, missed, due, ...(cron.includes("H") ? [agent, name] : [])].join("\n");
    const before = computed.get(key) ?? advance(plan, due, now);
    computed.set(key, before);
    return before;
  }

  function taken(schedule: Schedule): Taken {
    const { plan, due } = schedule;
    try {
      const { ticks, next } = advanced(plan, due);
      const out = ticks.map((at) => ({ line: lineOf(plan.agent), message: messageOf(schedule, at, now) }));
      return { ...schedule, next, ticks: out };
    } catch (error) {
      log("error", "a schedule cannot be read", { agent: plan.agent, schedule: plan.name, cron: plan.cron, error });
      return { ...schedule, next: now + unreadableMs, ticks: [] };
    }
  }

  for (;;) {
    // what rests is not read: one row says whether there is work
    const [earliest] = await known(() => store.schedules(fence.partition, { limit: 1 }));
    if (!earliest || earliest.due > now) return earliest?.due ?? now + idleMs;
    if ((await known(() => store.outboxDepth(fence.partition))) > fullOutbox) return now + 100;
    const first = await known(() => store.schedules(fence.partition, { limit: schedulesAtOnce }));
    const due = first.filter((each) => each.due <= now);
    const ticked = await known(() => store.tick(fence, due.map(taken)));
    if (ticked.kind === "not_owner") throw new Dropped("the epoch is over");
    computed.clear();
  }
}

/** A tick's time is when it leaves, and it is as old as that. */
function messageOf({ plan, generation }: Schedule, due: number, now: number): Message {
  const { agent, name, caller, method, input, hash } = plan;
  const callId = tickCallId(agent, name, generation, due);
  return {
    callId,
    rootId: callId,
    since: now,
    stamp: now,
    caller,
    chain: [],
    agent,
    method,
    ...(input !== undefined && { input }),
    hash,
    scheduledFor: due,
    tick: { schedule: name, generation },
  };
}
