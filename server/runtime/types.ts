import type { Agent, Ephemeral, RetryPolicy } from "./agent.ts";
import type { AnyContract, Queries } from "./contract.ts";

// The one place with `any`: a list of agents erases what each one's types said; schemas check it again at run time.
// biome-ignore lint/suspicious/noExplicitAny: a behaviour's functions are contravariant in its own types
export type AnyAgent = Agent<any, any, any, any, any> | Ephemeral<any, any>;

/** A behaviour whose types are erased, as the engine calls it. */
export type ErasedCommand = (args: {
  draft: unknown;
  input: unknown;
  ctx: unknown;
  ok: (value?: unknown) => unknown;
  fail: (code: string, detail?: unknown) => unknown;
}) => unknown;
export type ErasedQuery = (args: { state?: unknown; input: unknown; ctx: unknown }) => unknown;

export interface AgentType {
  readonly contract: AnyContract;
  readonly queries: Record<string, ErasedQuery>;
  /** Absent for ephemeral agents. */
  readonly durable?: {
    commands: Record<string, ErasedCommand>;
    initial: (id: string) => unknown;
    state: AnyContract["queries"][string]["returns"];
    version: number;
    migrate: Record<number, (older: unknown) => unknown>;
    keep: number | "all";
    retry: (method: string) => RetryPolicy;
    /** The names of the types that it may ask; any when it does not say. */
    asks?: ReadonlySet<string>;
  };
  readonly lane: string;
}

const defaultRetry: RetryPolicy = { attempts: 3, delay: 100, factor: 3, jitter: 0.15 };
/** How long a message waits after so many attempts, in ms. */
export const delayBefore = ({ delay, factor, jitter }: RetryPolicy, attempts: number, random: () => number): number =>
  delay * factor ** (attempts - 1) * (1 + jitter * (2 * random() - 1));
export const defaultLane = "main";

/** The agent types of this process by name. Fails at once when two share a name. */
export function agentTypes(agents: readonly AnyAgent[]): ReadonlyMap<string, AgentType> {
  const types = new Map<string, AgentType>();
  for (const each of agents) {
    const { name } = each.contract;
    if (types.has(name)) throw new Error(`two agents are called "${name}"`);
    types.set(name, "ephemeral" in each ? ephemeralType(each) : durableType(each));
  }
  return types;
}

function ephemeralType(each: Ephemeral<string, Queries>): AgentType {
  return { contract: each.contract, queries: each.ephemeral as Record<string, ErasedQuery>, lane: defaultLane };
}

// biome-ignore lint/suspicious/noExplicitAny: see AnyAgent
function durableType({ contract, behaviour }: Agent<any, any, any, any, any>): AgentType {
  const { history = "tail", retry = {}, asks } = behaviour;
  return {
    contract,
    queries: behaviour.queries as Record<string, ErasedQuery>,
    lane: behaviour.lane ?? defaultLane,
    durable: {
      commands: behaviour.commands as Record<string, ErasedCommand>,
      initial: behaviour.initial,
      state: behaviour.state,
      version: behaviour.version ?? 1,
      migrate: (behaviour.migrate ?? {}) as Record<number, (older: unknown) => unknown>,
      keep: history === "tail" ? 0 : history,
      retry: (method) => ({ ...defaultRetry, ...retry[method] }),
      ...(asks && { asks: new Set(asks.map(({ name }) => name)) }),
    },
  };
}
