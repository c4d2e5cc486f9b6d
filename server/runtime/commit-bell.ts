import type { Bus, Clock } from "./ports.ts";

/** What silos that have committed tell every process: in which partitions the feed has grown. */
export interface CommitBell {
  /** Never waits and never fails: what rings within a few milliseconds leaves as one hint. */
  ring(partition: number): void;
  onCommits(heard: (partition: number) => void): () => void;
  start(): Promise<void>;
}

const commitChannel = "commits";

/** At most one publication per process in this many milliseconds, and never two under way. */
const pause = 10;

export function createCommitBell(bus: Bus, clock: Clock, partitions: number): CommitBell {
  const listeners = new Set<(partition: number) => void>();
  const rung = new Set<number>();
  let leaving = false;

  function tell(partition: number): void {
    for (const heard of listeners) heard(partition);
  }

  async function leave(): Promise<void> {
    const body = JSON.stringify([...rung]);
    rung.clear();
    // a hint that is lost is made up for by whoever looks now and then
    await bus.publish(commitChannel, body).catch(() => {});
    leaving = false;
    if (rung.size > 0) leaveSoon();
  }

  function leaveSoon(): void {
    if (leaving) return;
    leaving = true;
    clock.after(pause, () => void leave());
  }

  return {
    ring(partition) {
      rung.add(partition);
      leaveSoon();
    },
    onCommits(heard) {
      // the same function twice is two listeners
      const listener = (partition: number) => heard(partition);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () =>
      bus.subscribe(
        commitChannel,
        (body) => {
          for (const partition of JSON.parse(body) as number[]) tell(partition);
        },
        () => {
          for (let partition = 0; partition < partitions; partition++) tell(partition);
        },
      ),
  };
}
