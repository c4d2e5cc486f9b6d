import { createRuntime, type RuntimeOptions, type RuntimeProcess } from "../create-runtime.ts";
import { createMemoryWorld } from "../memory/memory-ports.ts";
import { createVirtualClock, type VirtualClock } from "../memory/virtual-clock.ts";
import type { Ports } from "../ports.ts";
import type { AnyAgent } from "../types.ts";
import { silosAtOnce } from "./silos-at-once.ts";
import { type PortCall, type SimulatedProcess, seededRandom, simulateProcess } from "./simulated-process.ts";

export type Member = { runtime: RuntimeProcess; process: SimulatedProcess; log: string[]; calls: PortCall[] };

export interface TestCluster {
  readonly clock: VirtualClock;
  /** The shared store and queues, reached without any process. */
  readonly ports: Ports;
  /** Ports for a process of one's own making. */
  connect(): Ports;
  /** A silo, or as many as one as SILOS says: they share its options, calls and log, and are killed and paused at once. */
  silo(options?: MemberOptions): Promise<Member>;
  /** One silo, also where SILOS says more. */
  loneSilo(options?: MemberOptions): Promise<Member>;
  door(options?: MemberOptions): Promise<Member>;
  /** Lets as much time pass as the promise needs. */
  run<T>(promise: Promise<T>): Promise<T>;
}

type MemberOptions = Partial<RuntimeOptions> & {
  /** Called at each port call; may pause or kill the process then and there. */
  onCall?: (call: PortCall, process: SimulatedProcess) => void;
};

const fair = { slow: 0, lostRequest: 0, lostReply: 0, resent: 0, crash: 0, lostHint: 0 };

/** Several processes around one store in memory, in virtual time, each of which can be paused or killed at any port call. */
export function testCluster(agents: (process: SimulatedProcess) => AnyAgent[], partitions = 2, seed = 7): TestCluster {
  const clock = createVirtualClock(1_800_000_000_000);
  const memory = createMemoryWorld({ partitions, clock });
  const random = seededRandom(seed);
  let members = 0;

  async function member(
    { onCall, ...options }: MemberOptions = {},
    { log, calls }: Pick<Member, "log" | "calls"> = { log: [], calls: [] },
  ): Promise<Member> {
    const process = simulateProcess({
      ports: memory.connect(),
      clock,
      random,
      weather: () => fair,
      onCrash: () => {},
      onCall: (call) => {
        calls.push(call);
        onCall?.(call, process);
      },
    });
    let ids = 0;
    members++;
    const { name = `member-${members}` } = options;
    const runtime = await clock.runUntil(
      createRuntime({
        agents: agents(process),
        ports: process.ports,
        log: (level, message) => level !== "debug" && log.push(`${level} ${message}`),
        name,
        random,
        freshId: () => `${name}-${ids++}`,
        ...options,
      }),
    );
    return { runtime, process, log, calls };
  }

  async function silos(count: number, options?: MemberOptions): Promise<Member> {
    const made: Member[] = [];
    while (made.length < count) made.push(await member(options, made[0]));
    await clock.runUntil(Promise.all(made.map(({ runtime }) => runtime.startSilo())));
    await clock.advance(1000);
    return asOne(made);
  }

  return {
    clock,
    ports: memory.connect(),
    connect: memory.connect,
    door: member,
    silo: (options) => silos(silosAtOnce, options),
    loneSilo: (options) => silos(1, options),
    run: (promise) => clock.runUntil(promise),
  };
}

/** Several silos, each with its share, where a test has one. */
function asOne(made: Member[]): Member {
  const [first] = made;
  if (!first) throw new Error("there is no silo");
  if (made.length === 1) return first;
  const { runtime, process } = first;
  return {
    ...first,
    runtime: {
      ...runtime,
      get underWay() {
        return made.reduce((sum, one) => sum + one.runtime.underWay, 0);
      },
      drainSilo: async () => void (await Promise.all(made.map((one) => one.runtime.drainSilo()))),
    },
    process: {
      ports: process.ports,
      get isDead() {
        return made.some((one) => one.process.isDead);
      },
      kill: () => made.forEach((one) => void one.process.kill()),
      pause: () => made.forEach((one) => void one.process.pause()),
      goOn: () => made.forEach((one) => void one.process.goOn()),
    },
  };
}

/** How often a member sent a port call; of one agent, if named. */
export const sentCalls = ({ calls }: Member, name: string, agent?: string): PortCall[] =>
  calls.filter(
    (call) =>
      call.name === name && call.when === "sent" && (!agent || JSON.stringify(call.args).includes(`"${agent}"`)),
  );
