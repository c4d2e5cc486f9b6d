import { pause } from "./control.ts";
import type { Clock, Intake, Job } from "./ports.ts";

/** How many jobs are asked for at once while jobs keep coming; more was slower when measured. */
const inFlight = 2;

type Options = {
  intake: Intake;
  clock: Clock;
  wanted: () => boolean;
  take: (job: Job) => void;
  onError: (error: unknown) => void;
};

/**
 * Fetches a line's jobs by hand, in order, until they are no longer wanted: one waiting fetch, and while jobs come a few
 * more in flight on the same connection. Nothing limits how many are open: what is fetched goes into mailboxes.
 */
export async function fetchJobs({ intake, clock, wanted, take, onError }: Options): Promise<void> {
  while (wanted()) {
    try {
      const first = await intake.next(true);
      if (first) await burst(first);
    } catch (error) {
      onError(error);
      await pause(clock, 200);
    }
  }

  async function burst(first: Job): Promise<void> {
    take(first);
    const asked: Promise<Job | undefined>[] = [];
    const ask = () => {
      const next = intake.next(false);
      next.catch(() => {});
      asked.push(next);
    };
    while (asked.length < inFlight) ask();
    for (let next = asked.shift(); next; next = asked.shift()) {
      const job = await next;
      if (!job) continue;
      take(job);
      if (wanted()) ask();
    }
  }
}
