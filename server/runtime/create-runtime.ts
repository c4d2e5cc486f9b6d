import { randomUUID } from "node:crypto";
import { sayWhoAsksInCircles } from "./asking-circles.ts";
import { createCommitBell } from "./commit-bell.ts";
import type { AnyContract } from "./contract.ts";
import { createDoor, reached } from "./door.ts";
import { createForwardQuery } from "./forward-query.ts";
import { createFreshness } from "./freshness.ts";
import { createHistory, type Histories } from "./history.ts";
import { agentName, splitName } from "./ids.ts";
import { anyHash, stepAnswer } from "./kept-answer.ts";
import { createLetters, type Letters } from "./letters.ts";
import { createLife, type Life } from "./life.ts";
import type { Log } from "./log.ts";
import type { Answer, Message, Refused, StepAnswer } from "./message.ts";
import type { Observer } from "./observer.ts";
import { partitionOf } from "./partition.ts";
import { createPending } from "./pending.ts";
import type { LineName, Ports } from "./ports.ts";
import { type Bounds, createPressure, defaultBounds } from "./pressure.ts";
import { createQuarantine } from "./quarantine.ts";
import { createQueries } from "./queries.ts";
import { createReleases, releaseOf } from "./release.ts";
import { createReplicas } from "./replica.ts";
import { createResidents, type Residents, type Room } from "./residents.ts";
import { createRewound } from "./rewound.ts";
import type { Runtime } from "./runtime.ts";
import { createSchedules, type Schedules } from "./schedules.ts";
import { createSender } from "./sender.ts";
import { createSilo } from "./silo.ts";
import { type AnyAgent, agentTypes, defaultLane } from "./types.ts";
import { watchPorts } from "./watched-ports.ts";
import { watchSends } from "./watching.ts";
import type { Failpoint } from "./workplace.ts";

export interface RuntimeProcess extends Runtime, Histories, Letters, Life, Schedules {
  /** Ids of a type that have committed, in order; a cursor that is absent says that this was the last page. */
  list(
    of: AnyContract,
    page?: { prefix?: string; cursor?: string; limit?: number },
  ): Promise<{ ids: string[]; cursor?: string }>;
  count(of: AnyContract): Promise<number>;
  /** Takes back a command that has no answer and no open turn yet, even before it arrives. */
  cancel(of: AnyContract, id: string, callId: string): Promise<"cancelled" | "running" | "answered">;
  /**
   * Calls back with each partition in which agents have committed, wherever they run; the answer ends it. It carries
   * hints: several commits are one call, a call may come for nothing (all partitions, after a break of the connection)
   * or be lost. Read the feed then, and now and then without one.
   *
   * @example
   * const unsubscribe = runtime.onCommits((partition) => look(partition));
   */
  onCommits(heard: (partition: number) => void): () => void;
  /** Hosts agents in this process: claims partitions and runs turns until `drainSilo`. */
  startSilo(): Promise<void>;
  drainSilo(): Promise<void>;
  /** Commands that this process's agents have before them. */
  readonly underWay: number;
  /** How many partitions were found to have gone back to an older copy of their data, since this process runs. */
  readonly rewound: number;
  /** Whether any command would be refused as `overloaded` now: a door may say so before it reads one. */
  readonly isFull: boolean;
  /** The agents that this process hosts in memory and the copies that it has read, as counted against their bounds. */
  readonly memory: { agents: Held; replicas: Held };
  /** Whether commands can be answered now: the store is there and a silo owns partitions. */
  health(): Promise<{ ok: boolean; reason?: string }>;
  close(): Promise<void>;
}

type Held = { size: number; bytes: number };

const defaultRoom: Room = { bytes: 64 * 1024 * 1024, idleMs: 600_000 };

export type RuntimeOptions = {
  agents: readonly AnyAgent[];
  ports: Ports;
  log: Log;
  /** Sees what happens here; without one nothing of this is paid for. */
  observer?: Observer | undefined;
  /** Called at named places; a test may wait or kill the process there. */
  failpoint?: (point: Failpoint, agent: string) => Promise<void> | void;
  /** This process's name; unique among all that share a namespace. */
  name?: string;
  freshId?: () => string;
  random?: () => number;
  bounds?: Partial<Bounds>;
  /** How much of the agents this process hosts may stay in memory, and of the copies that it reads. */
  memory?: { agents?: Partial<Room>; replicas?: Partial<Room> } | undefined;
  patience?: number;
  acceptance?: number;
};

/**
 * The runtime of one process. Every process can call agents; one that has started its silo also hosts them.
 *
 * Guarantees: a command whose `ask` was answered has taken effect exactly once, whatever crashes; queries see every
 * acknowledged commit. `unavailable` and `deadline_exceeded` leave the outcome open: ask again with the same key.
 *
 * @example
 * const runtime = await createRuntime({ agents: createAgents(), ports, log });
 * await runtime.startSilo();
 * await runtime.as({ kind: "shopper", id: "u1" }).ask(cart, "u1", { key }).addItem({ productId: "p001", quantity: 1 });
 */
export async function createRuntime(options: RuntimeOptions): Promise<RuntimeProcess> {
  const { log, observer, freshId = randomUUID, random = Math.random, name = freshId() } = options;
  const ports = watchPorts(options.ports, observer);
  const { store, bus, clock, partitions } = ports;
  const failpoint = options.failpoint ?? (() => {});
  const types = agentTypes(options.agents);
  const lanes = [...new Set([...types.values()].map(({ lane }) => lane))].sort();
  const residents = createResidents(clock, { ...defaultRoom, ...options.memory?.agents });
  const copies = createResidents(clock, { ...defaultRoom, ...options.memory?.replicas });
  const freshness = createFreshness(store, partitions);
  const replicas = createReplicas(store, freshness, copies, observer);
  const history = createHistory(types, store);
  const sender = createSender(ports.queues, clock);
  const pending = createPending(ports, name);
  const bell = createCommitBell(bus, clock, partitions);
  const pressure = createPressure(bus, clock, { ...defaultBounds, ...options.bounds });

  const lineOf = (agent: string, kind: LineName["kind"] = "nested"): LineName => ({
    partition: partitionOf(agent, partitions),
    lane: types.get(splitName(agent).type)?.lane ?? defaultLane,
    kind,
  });

  const forward = createForwardQuery({ clock, sender, pending, lineOf: (agent) => lineOf(agent), freshId });
  const queries = createQueries(types, replicas, store, forward, freshness, observer);

  /** An agent of this silo is called directly; others, and those whose mailbox was dropped, through the queue. */
  async function askAgent(message: Message): Promise<StepAnswer> {
    const direct = Promise.withResolvers<Answer | Refused | "dropped">();
    const given = silo.deliver(partitionOf(message.agent, partitions), { message, waiter: { tell: direct.resolve } });
    const answer = given ? await direct.promise : "dropped";
    return stepAnswer(answer === "dropped" ? await askByQueue(message) : answer);
  }

  const ask = watchSends(observer && ((message) => observer.ask(message)), askAgent, ({ kind }) => kind);

  async function askByQueue(message: Message): Promise<Answer | Refused> {
    const { callId, agent, hash } = message;
    const { promise: answer, resolve: answered } = Promise.withResolvers<Answer | Refused>();
    pending.wait({ callId, agent, hash, answered });
    await sender.send(lineOf(agent), { ...message, reply: pending.channel });
    return answer;
  }

  const rewound = createRewound(bus, name, log, () => replicas.clear());

  const silo = createSilo(name, {
    ports,
    types,
    lanes,
    residents,
    replicas,
    queries,
    sender,
    pending,
    pressure,
    bell,
    quarantine: createQuarantine(clock),
    rewound,
    observer,
    log,
    random,
    failpoint,
    lineOf,
    leaseHolds: (partition) => silo.leaseHolds(partition),
    ask,
    releases: createReleases(releaseOf(types)),
    handToNewer: (partition) => silo.handToNewer(partition),
  });

  const door = createDoor({
    clock,
    queries,
    sender,
    pending,
    pressure,
    lineOf: (agent) => lineOf(agent, "doors"),
    failpoint,
    observer,
    freshId,
    ...(options.patience !== undefined && { patience: options.patience }),
    ...(options.acceptance !== undefined && { acceptance: options.acceptance }),
  });

  await pending.start();
  await pressure.start();
  await bell.start();
  await rewound.start();

  return {
    as: door.as,
    ...createLife(types, door.send),
    ...createSchedules({ types, send: door.send, store, partitions }),
    ...createLetters({ store, clock, partitions, lineOf }),
    list: (of, page) => reached(queries.list(of, page)),
    count: (of) => reached(store.count(of.name)),
    history: (of, id, page) => reached(history(of, id, page)),
    async cancel(of, id, callId) {
      const agent = agentName(of.name, id);
      const { kind } = await reached(store.cancel(partitionOf(agent, partitions), callId, anyHash));
      return kind;
    },
    onCommits: bell.onCommits,
    get underWay() {
      return silo.underWay;
    },
    get rewound() {
      return rewound.count;
    },
    get isFull() {
      return pressure.isFull;
    },
    startSilo() {
      sayWhoAsksInCircles(types, log);
      return silo.start();
    },
    drainSilo: () => silo.drain(),
    async health() {
      try {
        await store.count("");
      } catch {
        return { ok: false, reason: "Redis cannot be reached" };
      }
      if (silo.owned > 0 || pressure.hearsOwners) return { ok: true };
      return { ok: false, reason: "no silo owns a partition: commands wait until one does" };
    },
    get memory() {
      const shown = ({ size, bytes }: Residents) => ({ size, bytes });
      return { agents: shown(residents), replicas: shown(copies) };
    },
    async close() {
      residents.close();
      copies.close();
      await bus.close();
      await ports.queues.close();
    },
  };
}
