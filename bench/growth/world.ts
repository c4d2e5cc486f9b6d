import { Redis } from "ioredis";
import type { RuntimeOptions } from "#runtime/create-runtime.ts";
import { type Engine, openEngine, openPorts } from "../engine/open-engine.ts";
import { ownRedis } from "../engine/own-redis.ts";

export interface GrowthWorld {
  url: string;
  /** For what no port does. */
  admin: Redis;
  /** Processor time of this process and of Redis so far, in µs. */
  cpuUs(): Promise<number>;
  /** A process' runtime in a namespace of its own: with a silo that owns all, or a door alone. */
  engine(about: EngineAbout): Promise<GrowthEngine>;
  say(line: string): void;
}

export interface EngineAbout {
  namespace: string;
  partitions: number;
  agents: RuntimeOptions["agents"];
  silo: boolean;
  /** Its queries find no copy: each loads the state anew. */
  forgets?: boolean;
}

export interface GrowthEngine extends Engine {
  close(): Promise<void>;
}

const nothingStays = { replicas: { bytes: 0 } };

/** A Redis of its own that has all on disk before it answers. */
export async function openWorld(opened: AsyncDisposableStack, say: (line: string) => void): Promise<GrowthWorld> {
  const { url } = await ownRedis(opened);
  const admin = new Redis(url);
  opened.defer(() => admin.disconnect());
  return {
    url,
    admin,
    say,
    async cpuUs() {
      const info = await admin.info("cpu");
      const seconds = (kind: string) => Number(new RegExp(`used_cpu_${kind}:([\\d.]+)`).exec(info)?.[1] ?? Number.NaN);
      const { user, system } = process.cpuUsage();
      return (seconds("user") + seconds("sys")) * 1e6 + user + system;
    },
    async engine({ namespace, partitions, agents, silo, forgets }) {
      const own = new AsyncDisposableStack();
      try {
        const ports = await openPorts(own, { url, namespace, partitions, log: () => {} });
        const engine = await openEngine(own, { ports, agents, silo, memory: forgets ? nothingStays : undefined });
        return { ...engine, close: () => own.disposeAsync() };
      } catch (error) {
        await own.disposeAsync();
        throw error;
      }
    },
  };
}
