import { v5 } from "uuid";
import { idPattern } from "#lib/ids.ts";
import type { Caller } from "./contract.ts";
import { InvalidInput } from "./faults.ts";

const namespace = "7a1c2f4e-6d0b-5a35-9c58-0f2f6f1d7e11";

/** `type/id`, the name of an agent everywhere: in messages, keys, the journal and logs. */
export function agentName(type: string, id: string): string {
  if (!idPattern.test(id))
    throw new InvalidInput(`id of ${type}`, [{ path: ["id"], message: `"${id.slice(0, 40)}" is not a valid id` }]);
  return `${type}/${id}`;
}

export function splitName(agent: string): { type: string; id: string } {
  const slash = agent.indexOf("/");
  return { type: agent.slice(0, slash), id: agent.slice(slash + 1) };
}

export const callerName = (caller: Caller): string => `${caller.kind}:${caller.id}`;

/** What `callerName` wrote. */
export function parseCaller(name: string): Caller {
  const colon = name.indexOf(":");
  return { kind: name.slice(0, colon) as Caller["kind"], id: name.slice(colon + 1) };
}

/** The same caller, agent, method and key are always the same call. */
export const keyedCallId = (caller: Caller, agent: string, method: string, key: string): string =>
  v5([callerName(caller), agent, method, key].join("\n"), namespace);

/** The call id of a turn's n-th step; `attempt` tells a replayed dead letter's steps from the first run's. */
export const stepCallId = (parent: string, attempt: number, n: number): string =>
  v5(`${parent}\n${attempt}\n${n}`, namespace);

/** The call id of a schedule's tick: one for each time at which it is due. */
export const tickCallId = (agent: string, schedule: string, generation: number, due: number): string =>
  v5([agent, schedule, generation, due].join("\n"), namespace);

/** The n-th id that a turn makes. */
export const turnId = (parent: string, n: number): string => v5(`${parent}\nid\n${n}`, namespace);
