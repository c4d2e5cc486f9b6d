import { firstDue } from "./cron.ts";
import { stateAt } from "./folding.ts";
import { lifeMethods } from "./life-methods.ts";
import type { Answer, Message } from "./message.ts";
import type { Plan, Store } from "./ports.ts";
import type { Replicas } from "./replica.ts";
import type { PlanInput } from "./schedules.ts";
import type { State } from "./state.ts";
import type { Base, TurnEnd } from "./turn.ts";
import type { AgentType } from "./types.ts";

type Options = {
  type: AgentType;
  message: Message;
  /** The committed state: nothing of this agent waits for its commit. */
  base: Base;
  store: Pick<Store, "journal" | "read" | "began" | "schedulesOf">;
  replicas: Replicas;
};
type Durable = NonNullable<AgentType["durable"]>;

const lifeNames: ReadonlySet<string> = new Set(Object.values(lifeMethods));

/** Whether a command is one of those that every agent has. */
export const isLife = ({ method }: Message): boolean => lifeNames.has(method);

/**
 * One attempt of a command that every agent has, as `runTurn` is one of those of its contract. It reads, and reaches out to
 * nobody, so it needs no record: a repeat may read something newer, as long as nothing of it has been committed.
 */
export async function runLife({ type, message, base, store, replicas }: Options): Promise<TurnEnd> {
  const { durable } = type;
  if (!durable) throw new Error(`${message.agent} has no state`);
  const time = Math.max(message.stamp, base.at);
  switch (message.method) {
    case lifeMethods.destroy:
      return destroyed(base, time);
    case lifeMethods.revert:
      return revert(durable, message, base, time, store);
    case lifeMethods.fork:
      return fork(type, message, base, time, replicas);
    case lifeMethods.schedule:
      return scheduled(message, time);
    default:
      return unscheduled(message, time, store);
  }
}

const destroyed = (base: Base, time: number): TurnEnd => ({
  answer: { kind: "ok", value: base.version > 0 },
  time,
  out: [],
  instead: { kind: "destroy", stamp: time },
});

async function revert(
  durable: Durable,
  { agent, input }: Message,
  base: Base,
  time: number,
  store: Options["store"],
): Promise<TurnEnd> {
  if (base.version === 0) return refused("not_found", time);
  const { version } = input as { version: number };
  const state = await stateAt(durable, store, agent, version);
  return typeof state === "string" ? refused(`version_${state}`, time) : replaced(state, time);
}

async function fork(
  type: AgentType,
  { input }: Message,
  base: Base,
  time: number,
  replicas: Replicas,
): Promise<TurnEnd> {
  if (base.version > 0) return refused("already_exists", time);
  const { from } = input as { from: string };
  const source = await replicas.read(from, type);
  return source.version === 0 ? refused("not_found", time) : replaced(source.state, Math.max(time, source.at));
}

function scheduled({ agent, caller, input }: Message, time: number): TurnEnd {
  const plan: Plan = { ...(input as PlanInput), agent, caller };
  const due = firstDue(plan, time);
  return { answer: { kind: "ok", value: due }, time, out: [], instead: { kind: "schedule", plan, due } };
}

async function unscheduled({ agent, input }: Message, time: number, store: Options["store"]): Promise<TurnEnd> {
  const { name } = input as Pick<Plan, "name">;
  const own = await store.schedulesOf(agent);
  const value = own.some(({ plan }) => plan.name === name);
  return { answer: { kind: "ok", value }, time, out: [], instead: { kind: "unschedule", name } };
}

/** A whole state, as a patch that says so. */
const replaced = (state: State, time: number): TurnEnd => ({
  answer: { kind: "ok" },
  time,
  entry: { patch: JSON.stringify([{ op: "replace", path: [], value: state }]), state },
  out: [],
});

function refused(code: string, time: number): TurnEnd {
  const answer: Answer = { kind: "fail", code };
  return { answer, time, out: [] };
}
