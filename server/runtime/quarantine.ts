import type { Clock } from "./ports.ts";

export interface Quarantine {
  /** Waits while another root runs alone; nested calls of roots already under way always pass. */
  pass(rootId: string, nested: boolean): Promise<void> | undefined;
  /** Runs a suspect with no other root beside it. */
  alone<T>(rootId: string, run: () => Promise<T>): Promise<T>;
  /** Whether this root is the one that runs alone. */
  holds(rootId: string): boolean;
  /** Lets a waiting suspect run too, because the one that runs alone waits for its agent. */
  admit(rootId: string): void;
}

/**
 * One root at a time: after a process died twice with the same messages in hand, each of them runs alone, so that the
 * one which kills is told from those that were merely there. A root that runs alone for `patience` no longer holds the
 * others up: it may itself wait for one of them.
 */
export function createQuarantine(clock: Clock, patience = 5000): Quarantine {
  let holder: string | undefined;
  const suspects: { rootId: string; start: () => void }[] = [];
  let passers: (() => void)[] = [];

  function release(): void {
    holder = undefined;
    const next = suspects.shift();
    if (next) {
      holder = next.rootId;
      next.start();
      return;
    }
    const all = passers;
    passers = [];
    for (const pass of all) pass();
  }

  return {
    holds: (rootId) => holder === rootId,
    pass(rootId, nested) {
      if (holder === undefined || holder === rootId || nested) return undefined;
      return new Promise((resolve) => passers.push(resolve));
    },
    admit(rootId) {
      const at = suspects.findIndex((suspect) => suspect.rootId === rootId);
      if (at >= 0) suspects.splice(at, 1)[0]?.start();
    },
    async alone(rootId, run) {
      if (holder === undefined) holder = rootId;
      else if (holder !== rootId) {
        await new Promise<void>((start) => {
          suspects.push({ rootId, start });
        });
      }
      const held = holder === rootId;
      const lapse = held ? clock.after(patience, () => holder === rootId && release()) : undefined;
      try {
        return await run();
      } finally {
        lapse?.();
        if (held && holder === rootId) release();
      }
    },
  };
}
