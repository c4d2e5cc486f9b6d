import { idPattern } from "#lib/ids.ts";
import type { AnyContract, Args, Caller, Commands, Contract, Queries } from "./contract.ts";
import { ruleProblem } from "./cron.ts";
import { reached, type SendCommand } from "./door.ts";
import { InvalidInput } from "./faults.ts";
import { inputHash, parse } from "./json.ts";
import { durableName } from "./life.ts";
import { lifeMethods } from "./life-methods.ts";
import type { Plan, Schedule, SchedulePlace, Store } from "./ports.ts";
import { methodsOf } from "./ref.ts";
import type { AgentType } from "./types.ts";

export type Rule = {
  /** Minute, hour, day of the month, month, day of the week; seconds before them if there are six; or `@daily` and the like. */
  cron: string;
  /** An IANA name such as `Europe/Berlin`; UTC unless said. */
  timeZone?: string;
  /**
   * What becomes of ticks that nobody came to: the last one is made up for (`once`, the default), each of them (`all`), or
   * none that is more than a minute late (`skip`).
   */
  missed?: Plan["missed"];
};

type How = { key?: string; deadline?: Date };

/** One of an agent's schedules, by its name among them. */
export interface ScheduleRef<C extends Commands> {
  /** Sets it to say a command, whatever it said before; answers when it is due first. */
  every(rule: Rule, how?: How): { [K in keyof C]: (...args: Args<C[K]>) => Promise<{ next: Date }> };
  /** Ends it. False when there was none. */
  cancel(how?: How): Promise<boolean>;
}

export interface Schedules {
  /**
   * A command that an agent is told again and again, under `caller`. `ctx.scheduledFor` is when the tick was due.
   *
   * Guarantees: a schedule that was answered is kept with the agent's partition and costs no silo anything until it is due.
   * Each tick is taken once and takes effect once, whichever silos die and however clocks jump. Once `every`, `cancel` or
   * a destroy is answered, no tick of what stood before begins any more: one on its way is answered `cancelled`, unless it
   * has begun to reach out, then it ends. Ticks of one agent come in the order in which they were due.
   *
   * Failure window: a tick leaves within half a second of its time while its partition has an owner, and with a backlog of
   * 5,000 messages when that is worked off. What is due while nobody owns the partition is missed, and follows the rule.
   *
   * @example
   * const nightly = runtime.schedule(caller, shoppingAssistant, "user001", "nightly");
   * await nightly.every({ cron: "0 3 * * *", timeZone: "Europe/Berlin" }).recommendItems();
   * await nightly.cancel();
   */
  schedule<N extends string, Q extends Queries, C extends Commands>(
    caller: Caller,
    of: Contract<N, Q, C>,
    id: string,
    name: string,
  ): ScheduleRef<C>;
  /** One agent's schedules by name. */
  schedulesOf(of: AnyContract, id: string): Promise<Schedule[]>;
  /** All there are, the next ones first; go on with the cursor until none come. One that ticks meanwhile comes again. */
  schedules(page?: {
    cursor?: SchedulePlace;
    limit?: number;
  }): Promise<{ schedules: Schedule[]; cursor?: SchedulePlace }>;
}

/** What a plan is made of, as its command brings it. */
export type PlanInput = Omit<Plan, "agent" | "caller">;

type Options = {
  types: ReadonlyMap<string, AgentType>;
  send: SendCommand;
  store: Pick<Store, "schedules" | "schedulesOf">;
  partitions: number;
};

export function createSchedules({ types, send, store, partitions }: Options): Schedules {
  const durable = durableName(types);

  return {
    schedule(caller, of, id, name) {
      const agent = durable(of, id);
      if (!idPattern.test(name))
        throw new InvalidInput("schedule", [{ path: ["name"], message: `"${name}" is not a valid id` }]);
      return {
        every: (rule, how) =>
          methodsOf(of.commands, async (method, given) => {
            const input = planOf(of, name, rule, method, given);
            const done = await send(caller, agent, lifeMethods.schedule, input, how);
            return { next: new Date(done.ok ? Number(done.value) : Number.NaN) };
          }),
        async cancel(how) {
          const done = await send(caller, agent, lifeMethods.unschedule, { name }, how);
          return done.ok && done.value === true;
        },
      };
    },
    schedulesOf: (of, id) => reached(store.schedulesOf(durable(of, id))),
    async schedules({ cursor, limit = 50 } = {}) {
      const page = { limit, ...(cursor && { after: cursor }) };
      const all = Array.from({ length: partitions }, (_, partition) => store.schedules(partition, page));
      const schedules = (await reached(Promise.all(all))).flat().sort(byDue).slice(0, limit);
      const last = schedules.at(-1);
      return { schedules, ...(last && { cursor: placeOf(last) }) };
    },
  };
}

function planOf(of: AnyContract, name: string, rule: Rule, method: string, given: unknown): PlanInput {
  const { cron, timeZone = "UTC", missed = "once" } = rule;
  const problem = ruleProblem({ cron, timeZone });
  if (problem) throw new InvalidInput("schedule", [{ path: ["cron"], message: problem }]);
  const input = parse(`${of.name}.${method}`, of.commands[method]?.input, given);
  const said = { method, ...(input !== undefined && { input }), hash: inputHash(method, input) };
  return { name, cron: cron.trim(), timeZone, missed, ...said };
}

const placeOf = ({ plan: { agent, name }, due }: Schedule): SchedulePlace => ({ due, agent, name });

/** As each partition has them. */
function byDue(a: Schedule, b: Schedule): number {
  const text = ({ plan }: Schedule) => `${plan.agent} ${plan.name}`;
  return a.due - b.due || Buffer.compare(Buffer.from(text(a)), Buffer.from(text(b)));
}
