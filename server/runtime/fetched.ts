import type { Clock, LineName, Queues } from "./ports.ts";
import { lineKey } from "./sender.ts";

export interface Fetched {
  took(line: LineName, jobId: string): void;
  /** Monotonic time up to which everything that the lines had accepted has been fetched, by whomever; asks the queues. */
  upTo(): Promise<number>;
}

type Mark = { newest: number; at: number };

/**
 * Whether lines were fetched to their end, also where their end never stands still: jobs are fetched in the order of
 * their ids, so all up to the newest of a moment are fetched once that one is, or once nothing waits.
 */
export function createFetched(queues: Pick<Queues, "newest" | "waiting">, lines: LineName[], clock: Clock): Fetched {
  const last = new Map<string, number>();
  const marks = new Map<string, Mark>();
  const passed = new Map<string, number>();

  async function look(line: LineName): Promise<void> {
    const key = lineKey(line);
    const at = clock.monotonic();
    const newest = await queues.newest(line);
    const isEmpty = (await queues.waiting(line)) === 0;
    const mark = marks.get(key);
    if (isEmpty) passed.set(key, at);
    else if (mark && (last.get(key) ?? 0) >= mark.newest) passed.set(key, mark.at);
    else if (mark) return;
    marks.set(key, { newest, at });
  }

  return {
    took(line, jobId) {
      const key = lineKey(line);
      last.set(key, Math.max(last.get(key) ?? 0, Number(jobId)));
    },
    async upTo() {
      await Promise.all(lines.map(look));
      return Math.min(...lines.map((line) => passed.get(lineKey(line)) ?? Number.NEGATIVE_INFINITY));
    },
  };
}
