import os from "node:os";
import type { K6 } from "./find-k6.ts";
import type { MeasuredShop } from "./measured-shop.ts";

export interface Machine {
  cores: number;
  processor: string;
  memoryGiB: number;
  system: string;
  node: string;
  redis: string;
  k6: string;
  /** The load average of the minute before: near 0 on a quiet machine. */
  loadBefore: number;
}

/** What the figures depend on, without a name or path of this machine. */
export function describeMachine(k6: K6, shop: MeasuredShop, loadBefore: number): Machine {
  return {
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release().split("-")[0]} ${os.arch()}`,
    node: process.versions.node,
    redis: shop.redisVersion ?? "unknown",
    k6: k6.version,
    loadBefore: Math.round(loadBefore * 100) / 100,
  };
}
