import { type Job, Worker, type WorkerOptions } from "bullmq";
import type { Message } from "../message.ts";

/** An envelope as BullMQ keeps it. */
export type EnvelopeData = { m: Message[] };
export type EnvelopeJob = Job<EnvelopeData>;

/** With this token BullMQ neither sets nor asks for a job's lock: the partition's epoch alone says who owns. */
export const noLock = "0";

/** A worker that is asked for jobs by hand and that asks itself right before each whether it still may. */
export class FetchingWorker extends Worker<EnvelopeData> {
  readonly #mayFetch: () => boolean;
  #foundEmpty = false;
  #isGivenUp = false;

  constructor(name: string, options: WorkerOptions, mayFetch: () => boolean) {
    super(name, null, {
      ...options,
      autorun: false,
      skipStalledCheck: true,
      skipLockRenewal: true,
      drainDelay: 1,
      runRetryDelay: 500,
    });
    this.#mayFetch = mayFetch;
  }

  // a blocked fetch comes here when it wakes up, which may be after its silo's lease
  protected override async moveToActive(token: string, name?: string): Promise<EnvelopeJob> {
    // bullmq's own type leaves out that there may be no job
    if (this.#isGivenUp || !this.#mayFetch()) return undefined as unknown as EnvelopeJob;
    const job = await super.moveToActive(token, name);
    this.#foundEmpty = !job;
    return job;
  }

  /** Lets its connection go; what still waits in it takes no job that nobody would hear of. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.close(true).catch(() => undefined);
  }

  /** The next job, at once or after at most a second. */
  async nextOrWait(): Promise<EnvelopeJob | undefined> {
    // bullmq blocks only after a fetch that found nothing; asking once more for that would cost a write
    const blocks = this.#foundEmpty;
    const job = await this.getNextJob(noLock, { block: true });
    return job || blocks ? job : this.getNextJob(noLock, { block: true });
  }
}
