import type { EphemeralContext } from "./agent.ts";
import type { AnyContract, ToQuery } from "./contract.ts";
import { NewerCode } from "./control.ts";
import { Fault, InvalidInput } from "./faults.ts";
import type { ForwardQuery } from "./forward-query.ts";
import { agentName, splitName } from "./ids.ts";
import { parse, toJson } from "./json.ts";
import type { Json } from "./message.ts";
import type { Observer, Trace } from "./observer.ts";
import type { Store } from "./ports.ts";
import { methodsOf } from "./ref.ts";
import type { Replicas } from "./replica.ts";
import type { AgentType } from "./types.ts";
import { watched } from "./watching.ts";

/** `trace`: of the turn or the query that asks. */
export type QueryCall = { agent: string; method: string; input: Json | undefined; time: number; trace?: Trace };

export interface Queries {
  /**
   * Runs a query in this process on the agent's committed state. Queries may query on; a chain of more than 32 is
   * refused, since two agents that query each other would never end. Where newer code has written the state, the
   * agent's owner runs it.
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
  observer?: Observer,
): Queries {
  async function run(call: QueryCall, path: readonly string[] = []): Promise<Json | undefined> {
    try {
      return await queries.runHere(call, path);
    } catch (error) {
      if (!(error instanceof NewerCode)) throw error;
      const what = `${splitName(call.agent).type}.${call.method}`;
      const declared = types.get(splitName(call.agent).type)?.contract.queries[call.method];
      return returned(what, declared?.returns, await forward(call, path));
    }
  }

  const queries: Queries = {
    run: observer === undefined ? run : watchQueries(observer, run),
    async runHere({ agent, method, input, time, trace }, path) {
      const { type: name, id } = splitName(agent);
      const type = types.get(name);
      const declared = type?.contract.queries[method];
      const behaviour = type?.queries[method];
      if (!type || !declared || !behaviour)
        throw new InvalidInput(agent, [{ path: [method], message: "is not a query of it" }]);
      const taken = [...path, `${agent}.${method}`];
      if (taken.length > maxDepth) throw new Fault("cycle", `queries nest too deep: ${taken.slice(-4).join(" → ")}`);
      const ctx: EphemeralContext = {
        id,
        now: () => new Date(time),
        query: queryWith((next) => queries.run({ ...next, time, ...(trace !== undefined && { trace }) }, taken)),
        list: queries.list,
      };
      const state = type.durable && (await replicas.read(agent, type)).state;
      const value = await behaviour({ ...(state && { state }), input, ctx });
      return returned(`${agent}.${method}`, declared.returns, value);
    },
    async list(of, { prefix = "", cursor, limit = 100 } = {}) {
      const ids = await store.list(of.name, { prefix, ...(cursor !== undefined && { after: cursor }), limit });
      const last = ids.at(-1);
      return ids.length === limit && last !== undefined ? { ids, cursor: last } : { ids };
    },
  };
  return queries;
}

const watchQueries =
  (observer: Observer, run: Queries["run"]): Queries["run"] =>
  (call, path) => {
    const watch = observer.query(call);
    const { trace } = watch;
    return watched(watch, run(trace === undefined ? call : { ...call, trace }, path), () => "ok");
  };

/** The `query` of every context: parses the input at the caller, then asks `run`. */
export function queryWith(
  run: (call: Omit<QueryCall, "time">) => Promise<Json | undefined>,
  handOut: <T>(answer: Promise<T>) => Promise<T> = (answer) => answer,
): ToQuery {
  return (to, id) => {
    const agent = agentName(to.name, id);
    const ask = async (method: string, input: unknown) =>
      run({ agent, method, input: parse(`${to.name}.${method}`, to.queries[method]?.input, input) });
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
