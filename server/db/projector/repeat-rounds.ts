import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Log } from "#runtime/log.ts";
import type { Clock } from "#runtime/ports.ts";

type Repeating = Pick<RuntimeProcess, "onCommits"> & {
  clock: Pick<Clock, "after" | "monotonic">;
  /** Brings these partitions up to date; all of them without a set. */
  round(partitions?: ReadonlySet<number>): Promise<void>;
  explain(error: unknown): string;
  log: Log;
};

/** Under load, commits of so many milliseconds are one round. */
const breath = 100;
/** Hints may be lost: all partitions are looked at once in so many milliseconds. */
const looksAnyway = 2_000;
const longestPause = 5_000;

/** A round as soon as something has committed, and now and then without a hint. Faults are waited for, longer each time. */
export function repeatRounds({ onCommits, clock, round, explain, log }: Repeating): { stop(): Promise<void> } {
  const rung = new Set<number>();
  let stopped = false;
  let endPause = () => {};
  let endWait = () => {};
  let failures = 0;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
      if (stopped) endPause();
    });

  /** Ends early when a partition rings. */
  async function waitForHint(ms: number): Promise<void> {
    if (rung.size > 0) return;
    const waited = pause(ms);
    endWait = endPause;
    await waited;
    endWait = () => {};
  }

  async function attempt(partitions: ReadonlySet<number> | undefined): Promise<void> {
    try {
      await round(partitions);
      if (failures > 0) log("info", "the read models are brought up to date again");
      failures = 0;
    } catch (error) {
      if (failures === 0) log("warn", "the read models are not brought up to date for now", { error: explain(error) });
      failures += 1;
    }
  }

  async function run(): Promise<void> {
    let lookedAtAll = Number.NEGATIVE_INFINITY;
    while (!stopped) {
      const all = failures > 0 || rung.size === 0 || clock.monotonic() - lookedAtAll >= looksAnyway;
      const partitions = all ? undefined : new Set(rung);
      if (all) lookedAtAll = clock.monotonic();
      rung.clear();
      await attempt(partitions);
      await pause(failures === 0 ? breath : Math.min(breath * 2 ** failures, longestPause));
      if (failures === 0) await waitForHint(looksAnyway - breath);
    }
  }

  const end = onCommits((partition) => {
    rung.add(partition);
    endWait();
  });
  const ended = run();
  return {
    async stop() {
      stopped = true;
      end();
      endPause();
      await ended;
    },
  };
}
