import type { EphemeralContext } from "./agent.ts";
import type { AnyContract, ToQuery } from "./contract.ts";
import { NewerCode } from "./control.ts";
import { Fault, InvalidInput } from "./faults.ts";
import type { ForwardQuery } from "./forward-query.ts";
import type { Freshness } from "./freshness.ts";
import { agentName, splitName } from "./ids.ts";
import { parse, toJson } from "./json.ts";
import type { Json } from "./message.ts";
import type { Observer, Trace } from "./observer.ts";
import type { Store } from "./ports.ts";
import { methodsOf } from "./ref.ts";
import { type Answered, restsAt, stillHolds } from "./remembered-answers.ts";
import type { Look, Replicas } from "./replica.ts";
import type { AgentType } from "./types.ts";
import { watched } from "./watching.ts";

/** `trace`: of the turn or the query that asks. */
export type QueryCall = { agent: string; method: string; input: Json | undefined; time: number; trace?: Trace };

export interface Queries {
  /**
   * Runs a query in this process on the agent's committed state. Queries may query on; a chain of more than 32 is
   * refused, since two agents that query each other would never end. An answer that is given again asks nobody. Where newer
   * code has written the state, the agent's owner runs it.
   */
  run(call: QueryCall, path?: readonly string[]): Promise<Json | undefined>;
  /** The same for the owner itself, who must not ask itself: `NewerCode` where its own code is too old. */
  runHere(call: QueryCall, path: readonly string[]): Promise<Json | undefined>;
  list(
    of: AnyContract,
    page?: { prefix?: string; cursor?: string; limit?: number },
  ): Promise<{ ids: string[]; cursor?: string }>;
}

const maxDepth = 32;

export function createQueries(
  types: ReadonlyMap<string, AgentType>,
  replicas: Replicas,
  store: Pick<Store, "list">,
  forward: ForwardQuery,
  freshness: Freshness,
  observer?: Observer,
): Queries {
  const ask = observer === undefined ? anywhere : watchQueries(observer, anywhere);

  async function anywhere(call: QueryCall, path: readonly string[]): Promise<Answered> {
    try {
      return await here(call, path);
    } catch (error) {
      if (!(error instanceof NewerCode)) throw error;
      const { type } = splitName(call.agent);
      const declared = types.get(type)?.contract.queries[call.method];
      const value = returned(`${type}.${call.method}`, declared?.returns, await forward(call, path));
      return { value, basis: undefined, look: undefined };
    }
  }

  /** An answer that was given before and rests on nothing that has changed is given again. */
  async function here(call: QueryCall, path: readonly string[]): Promise<Answered> {
    const { agent, method, input } = call;
    const type = types.get(splitName(agent).type);
    const declared = type?.contract.queries[method];
    const behaviour = type?.queries[method];
    if (!type || !declared || !behaviour)
      throw new InvalidInput(agent, [{ path: [method], message: "is not a query of it" }]);
    if (path.length >= maxDepth)
      throw new Fault("cycle", `queries nest too deep: ${path.slice(-3).join(" → ")} → ${agent}.${method}`);
    const asked = { call, path, behaviour, returns: declared.returns };
    // its code may ask what is outside the shop
    if (!type.durable) return { ...(await evaluate(asked)), basis: undefined };

    const question = input === undefined ? method : `${method} ${JSON.stringify(input)}`;
    const before = replicas.peek(agent)?.get(question);
    // beside the look at the state, so that it is one round trip
    const holds = before && stillHolds(before.basis, call.time, freshness);
    const look = await replicas.look(agent, type);
    if (before && look.answers?.get(question) === before && (await holds)) return { ...before, look };
    const answered = await evaluate(asked, look);
    const { value, basis } = answered;
    if (basis && look.answers) {
      look.answers.set(question, { value, basis });
      replicas.weigh(agent);
    }
    return answered;
  }

  async function evaluate({ call, path, behaviour, returns }: Asked, look?: Look): Promise<Answered> {
    const { agent, method, input, time, trace } = call;
    const taken = [...path, `${agent}.${method}`];
    const rests = restsAt(time);
    const ctx: EphemeralContext = {
      id: splitName(agent).id,
      now: () => {
        rests.onTime();
        return new Date(time);
      },
      holdsUntil: rests.holdsUntil,
      query: queryWith(async (next) => {
        try {
          const answered = await ask({ ...next, time, ...(trace !== undefined && { trace }) }, taken);
          rests.on(answered);
          return answered.value;
        } catch (error) {
          // who catches it rests on it, and it may go by itself
          rests.onWhatNobodyKnows();
          throw error;
        }
      }),
      list: (...page) => {
        rests.onWhatNobodyKnows();
        return queries.list(...page);
      },
    };
    const value = await behaviour({ ...(look && { state: look.view.state }), input, ctx });
    return { value: returned(`${agent}.${method}`, returns, value), basis: rests.basis(), look };
  }

  const queries: Queries = {
    run: async (call, path = []) => (await ask(call, path)).value,
    runHere: async (call, path) => (await here(call, path)).value,
    async list(of, { prefix = "", cursor, limit = 100 } = {}) {
      const ids = await store.list(of.name, { prefix, ...(cursor !== undefined && { after: cursor }), limit });
      const last = ids.at(-1);
      return ids.length === limit && last !== undefined ? { ids, cursor: last } : { ids };
    },
  };
  return queries;
}

type Asked = {
  call: QueryCall;
  path: readonly string[];
  behaviour: AgentType["queries"][string];
  returns: AnyContract["queries"][string]["returns"] | undefined;
};

type Ask = (call: QueryCall, path: readonly string[]) => Promise<Answered>;

const watchQueries =
  (observer: Observer, ask: Ask): Ask =>
  (call, path) => {
    const watch = observer.query(call);
    const { trace } = watch;
    return watched(watch, ask(trace === undefined ? call : { ...call, trace }, path), () => "ok");
  };

/** The `query` of every context: parses the input at the caller, then asks `run`. */
export function queryWith(
  run: (call: Omit<QueryCall, "time">) => Promise<Json | undefined>,
  handOut: <T>(answer: Promise<T>) => Promise<T> = (answer) => answer,
): ToQuery {
  return (to, id) => {
    const agent = agentName(to.name, id);
    // no async function: a promise less for each of many reads
    const ask = (method: string, input: unknown) => {
      try {
        return run({ agent, method, input: parse(`${to.name}.${method}`, to.queries[method]?.input, input) });
      } catch (error) {
        return Promise.reject(error);
      }
    };
    return methodsOf(to.queries, (method, input) => handOut(ask(method, input)));
  };
}

/** A value on its way out must fit what the contract says; if not, that is the author's fault, not the caller's. */
export function returned(
  what: string,
  schema: AnyContract["queries"][string]["returns"] | undefined,
  value: unknown,
): Json | undefined {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${what} answered what its contract does not allow: ${parsed.error.message}`);
  return toJson(parsed.data);
}
