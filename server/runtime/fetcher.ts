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
    // most often that was all: a second fetch in vain costs as much as one that brings a job
    ask();
    const failures: unknown[] = [];
    for (let next = asked.shift(); next; next = asked.shift()) {
      // Those in flight beside a lost one may still bring jobs, and newer ones must not overtake these.
      const job = await next.catch((error: unknown) => void failures.push(error));
      if (!job) continue;
      take(job);
      while (wanted() && failures.length === 0 && asked.length < inFlight) ask();
    }
    if (failures.length > 0) throw failures[0];
  }
}
