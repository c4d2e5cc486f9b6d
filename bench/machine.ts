import os from "node:os";
export interface Machine {
  cores: number;
  processor: string;
  memoryGiB: number;
  system: string;
  node: string;
  redis: string;
  /** Where it made the load. */
  k6?: string;
  /** The load average of the minute before: near 0 on a quiet machine. */
  loadBefore: number;
}

/** What the figures depend on, without a name or path of this machine. */
export function describeMachine(versions: { redis: string | undefined; k6?: string }, loadBefore: number): Machine {
  return {
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release().split("-")[0]} ${os.arch()}`,
    node: process.versions.node,
    redis: versions.redis ?? "unknown",
    ...(versions.k6 !== undefined && { k6: versions.k6 }),
    loadBefore: Math.round(loadBefore * 100) / 100,
  };
}
