import { percentile } from "./percentile.ts";

/** What calls took. Times in microseconds; `cpuUs` is of this process, a call. */
export interface Timed {
  perSecond: number;
  meanUs: number;
  p50Us: number;
  p99Us: number;
  cpuUs: number;
  samples: number;
}

interface Loop {
  /** So many callers, each of which calls again once it is answered. */
  callers: number;
  /** Until this much time is over, … */
  ms: number;
  /** … or so many calls were made. */
  calls?: number;
  call(n: number, caller: number): Promise<unknown>;
}

/** Calls again and again, and says how long the answers took. A call that fails ends it. */
export async function closedLoop({ callers, ms, calls = Number.POSITIVE_INFINITY, call }: Loop): Promise<Timed> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  const work = async (caller: number) => {
    while (next < calls && performance.now() - began < ms) {
      const sent = performance.now();
      await call(next++, caller);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => work(caller)));
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  return timed(times, took, user + system);
}

/** `times` and `took` in milliseconds, `cpu` in microseconds. */
export function timed(times: number[], took: number, cpu: number): Timed {
  const sorted = times.toSorted((a, b) => a - b);
  const sum = times.reduce((total, time) => total + time, 0);
  return {
    perSecond: (times.length * 1000) / took,
    meanUs: (sum * 1000) / times.length,
    p50Us: percentile(sorted, 50) * 1000,
    p99Us: percentile(sorted, 99) * 1000,
    cpuUs: cpu / times.length,
    samples: times.length,
  };
}
