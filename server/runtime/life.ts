import type { Result } from "#lib/result.ts";
import type { AnyContract, Caller } from "./contract.ts";
import type { SendCommand } from "./door.ts";
import { InvalidInput } from "./faults.ts";
import { agentName } from "./ids.ts";
import { lifeMethods } from "./life-methods.ts";
import type { Json } from "./message.ts";
import type { AgentType } from "./types.ts";

export type RevertRefusal =
  /** There is no such agent. */
  | { code: "not_found" }
  /** It never had that version. */
  | { code: "version_unknown" }
  /** Its journal does not go back to that version any more. */
  | { code: "version_trimmed" };
export type ForkRefusal = { code: "not_found" } | { code: "already_exists" };

type How = { key?: string; deadline?: Date };

/** What may be done to any agent with a state, by those who look after it. */
export interface Life {
  /**
   * Each of these is a command like those of a contract: it waits its turn in the agent's mailbox, is fenced as any commit,
   * takes effect once for one key, and stands in the journal under `caller` as `$destroy`, `$revert` or `$fork`.
   */
  lifeAs(caller: Caller): {
    /**
     * Removes the agent: state, journal, directory entry and schedules. False when there was none.
     *
     * Guarantees: once answered, queries see the initial state and lists do not name it; what the agent answered stays
     * answered, so a command that is repeated under its key does not run on the next one of that id; and that one begins
     * above the versions of this, so nobody takes one for the other. What was sent and not run before, tells for a later
     * time among it, still runs, and then makes the agent anew.
     *
     * @example await runtime.lifeAs(caller).destroy(cart, "user001", { key });
     */
    destroy(of: AnyContract, id: string, how?: How): Promise<boolean>;
    /**
     * Gives the agent the state that it had after an earlier commit, as a new commit. What the commits between have asked
     * and told elsewhere stays done.
     */
    revert(of: AnyContract, id: string, version: number, how?: How): Promise<Result<void, RevertRefusal>>;
    /**
     * Begins the agent `to` with the present state of `id`, as a turn of `to`: it commits only if there is no such agent.
     * Schedules and history stay with the first. A state that holds its own id holds that of the first.
     */
    fork(of: AnyContract, id: string, to: string, how?: How): Promise<Result<void, ForkRefusal>>;
  };
}

export function createLife(types: ReadonlyMap<string, AgentType>, send: SendCommand): Life {
  const durable = durableName(types);
  return {
    lifeAs: (caller) => {
      const say = (agent: string, method: string, input: Json | undefined, how: How | undefined) =>
        send(caller, agent, method, input, how);
      return {
        async destroy(of, id, how) {
          const done = await say(durable(of, id), lifeMethods.destroy, undefined, how);
          return done.ok && done.value === true;
        },
        revert: async (of, id, version, how) => {
          if (!Number.isSafeInteger(version)) {
            throw new InvalidInput("version", [{ path: ["version"], message: "is not a whole number" }]);
          }
          return refusedOr<RevertRefusal>(await say(durable(of, id), lifeMethods.revert, { version }, how));
        },
        fork: async (of, id, to, how) => {
          const from = durable(of, id);
          return refusedOr<ForkRefusal>(await say(durable(of, to), lifeMethods.fork, { from }, how));
        },
      };
    },
  };
}

/** The name of an agent that has a state to speak of. */
export const durableName =
  (types: ReadonlyMap<string, AgentType>) =>
  (of: AnyContract, id: string): string => {
    const agent = agentName(of.name, id);
    if (types.get(of.name)?.durable) return agent;
    throw new InvalidInput(agent, [{ path: [], message: "has no state" }]);
  };

/** A refusal of this release's own turns is one that its types name. */
const refusedOr = <R extends { code: string }>(done: Result<unknown, { code: string }>): Result<void, R> =>
  done.ok ? { ok: true, value: undefined } : { ok: false, error: { code: done.error.code } as R };
