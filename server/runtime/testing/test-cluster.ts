import { createRuntime, type RuntimeOptions, type RuntimeProcess } from "../create-runtime.ts";
import { createMemoryWorld } from "../memory/memory-ports.ts";
import { createVirtualClock, type VirtualClock } from "../memory/virtual-clock.ts";
import type { Ports } from "../ports.ts";
import type { AnyAgent } from "../types.ts";
import { type PortCall, type SimulatedProcess, seededRandom, simulateProcess } from "./simulated-process.ts";

export type Member = { runtime: RuntimeProcess; process: SimulatedProcess; log: string[]; calls: PortCall[] };

export interface TestCluster {
  readonly clock: VirtualClock;
  /** The shared store and queues, reached without any process. */
  readonly ports: Ports;
  /** Ports for a process of one's own making. */
  connect(): Ports;
  silo(options?: MemberOptions): Promise<Member>;
  door(options?: MemberOptions): Promise<Member>;
  /** Lets as much time pass as the promise needs. */
  run<T>(promise: Promise<T>): Promise<T>;
}

export type MemberOptions = Partial<RuntimeOptions> & {
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

  async function member({ onCall, ...options }: MemberOptions = {}): Promise<Member> {
    const log: string[] = [];
    const calls: PortCall[] = [];
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
    const name = `member-${++members}`;
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

  return {
    clock,
    ports: memory.connect(),
    connect: memory.connect,
    door: member,
    async silo(options) {
      const made = await member(options);
      await clock.runUntil(made.runtime.startSilo());
      await clock.advance(1000);
      return made;
    },
    run: (promise) => clock.runUntil(promise),
  };
}

/** How often a member sent a port call; of one agent, if named. */
export const sentCalls = ({ calls }: Member, name: string, agent?: string): PortCall[] =>
  calls.filter(
    (call) =>
      call.name === name && call.when === "sent" && (!agent || JSON.stringify(call.args).includes(`"${agent}"`)),
  );
