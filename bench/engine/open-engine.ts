import { createRuntime, type RuntimeOptions, type RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Log } from "#runtime/log.ts";
import type { Ports } from "#runtime/ports.ts";
import { openRedis, type RedisPorts } from "#runtime/redis/open-redis.ts";

type As = ReturnType<RuntimeProcess["as"]>;

export interface Engine {
  runtime: RuntimeProcess;
  as: As;
}

/** What is wrong goes to whoever looks; a warning would only be one of a busy machine. */
export const log: Log = (level, message, fields) => {
  if (level === "error") console.error(message, fields);
};

/** What is opened while something is measured, and closed in the opposite order. */
export const openPorts = async (opened: AsyncDisposableStack, about: Parameters<typeof openRedis>[0]) => {
  const ports: RedisPorts = await openRedis(about);
  opened.defer(() => ports.close());
  return ports;
};

/** A process' runtime as it is in the shop: with a silo, which owns all partitions once this resolves, or a door alone. */
export async function openEngine(
  opened: AsyncDisposableStack,
  { ports, agents, silo, memory }: Pick<RuntimeOptions, "agents" | "memory"> & { ports: Ports; silo: boolean },
): Promise<Engine> {
  const runtime = await createRuntime({ agents, ports, log, memory });
  opened.defer(() => runtime.close());
  if (silo) {
    await runtime.startSilo();
    opened.defer(() => runtime.drainSilo());
    await ownsAll(ports);
  }
  return { runtime, as: runtime.as({ kind: "system", id: "bench" }) };
}

const isOwned = async (ports: Ports, partition: number) => (await ports.store.ownerOf(partition)).silo !== undefined;

/** Resolves when every partition has an owner. */
async function ownsAll(ports: Ports): Promise<void> {
  for (let partition = 0; partition < ports.partitions; partition++) {
    while (!(await isOwned(ports, partition))) await new Promise((resolve) => void setTimeout(resolve, 20));
  }
}
