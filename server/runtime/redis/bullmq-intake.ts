import { setTimeout as delay } from "node:timers/promises";
import type { Queue } from "bullmq";
import { ChurningMap } from "../churning-map.ts";
import { type Intake, type Job, Unavailable } from "../ports.ts";
import type { Connection } from "./connection.ts";
import { type EnvelopeData, type EnvelopeJob, type FetchingWorker, noLock } from "./fetching-worker.ts";

const jobNotExist = -1;
const waitMs = 1000;
/** A waiting fetch takes two waits at most; one that says nothing for longer has lost its connection unheard. */
const silentWaits = 3;

/**
 * The owner's end of a line. A fetch whose answer was lost with the connection may have taken a job: after each loss
 * the started jobs that nobody was given come first, so that the order stands.
 */
export function createIntake(parts: {
  queue: Queue<EnvelopeData>;
  openWorker: () => FetchingWorker;
  connection: Connection;
  mayFetch: () => boolean;
}): Intake {
  const { queue, openWorker, connection, mayFetch } = parts;
  let worker = openWorker();
  /** Given out and not finished. */
  const given = new ChurningMap<string, EnvelopeJob>();
  /** Fetched by a call that never heard of it; still to be given out. */
  let strays: EnvelopeJob[] = [];
  let isSuspect = false;
  let searching: Promise<void> | undefined;
  let blocked: Promise<EnvelopeJob | undefined> | undefined;
  let closed = false;
  const closing = new AbortController();
  const suspect = () => {
    isSuspect = true;
  };
  const stopListening = connection.onLost(suspect);

  const give = (job: EnvelopeJob): Job => {
    given.set(idOf(job), job);
    return { id: idOf(job), messages: job.data.m };
  };

  const startedJobs = async () => {
    const ids = await connection.run(() => queue.getRanges(["active"], 0, -1, true));
    const jobs = await Promise.all(ids.map(async (id) => given.get(id) ?? connection.run(() => queue.getJob(id))));
    return jobs.filter((job) => job !== undefined).sort((a, b) => Number(a.id) - Number(b.id));
  };

  const findStrays = async () => {
    isSuspect = false;
    try {
      strays = (await startedJobs()).filter((job) => !given.has(idOf(job)));
    } catch (error) {
      isSuspect = true;
      throw error;
    }
  };

  /** One blocking fetch at a time; who asks meanwhile waits for the same. */
  const fetchBlocking = () => {
    blocked ??= unlessSilent(worker.nextOrWait()).finally(() => {
      blocked = undefined;
    });
    return blocked;
  };

  /**
   * A worker blocks on a connection of its own, which nobody else watches: one that the network has forgotten would leave
   * its line unfetched for ever. It is given up then, with its connection, and another goes on.
   */
  const unlessSilent = async <T>(fetch: Promise<T>): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const heard = afterSilence(silentWaits, () => {
      const silent = worker;
      worker = openWorker();
      silent.giveUp();
      reject(new Unavailable("a fetch said nothing for too long and was begun anew"));
    });
    fetch.then(resolve, reject);
    try {
      return await promise;
    } finally {
      heard();
    }
  };

  const next = async (wait: boolean): Promise<Job | undefined> => {
    if (closed) return undefined;
    if (!mayFetch()) {
      if (wait) await delay(waitMs, undefined, { signal: closing.signal }).catch(() => undefined);
      return undefined;
    }
    while (isSuspect || searching) {
      searching ??= findStrays().finally(() => {
        searching = undefined;
      });
      await searching;
    }
    const stray = strays.shift();
    if (stray) return given.has(idOf(stray)) ? next(wait) : give(stray);
    const job = await connection
      .run(() => (wait ? fetchBlocking() : worker.getNextJob(noLock, { block: false })))
      .catch((error: unknown) => {
        suspect();
        throw error;
      });
    if (isSuspect || searching) return next(false);
    return job && !given.has(idOf(job)) ? give(job) : undefined;
  };

  return {
    next,

    async started() {
      const jobs = await startedJobs();
      strays = [];
      return jobs.map(give);
    },

    async finish(jobId) {
      const job = given.get(jobId) ?? (await connection.run(() => queue.getJob(jobId)));
      if (job) await connection.run(() => job.moveToCompleted(0, noLock, false)).catch(unlessGone);
      given.delete(jobId);
    },

    async close() {
      closed = true;
      closing.abort();
      stopListening();
      await worker.close(true);
    },
  };
}

/** In ticks of its own, so that a process that was paused first reads what it has been sent. */
function afterSilence(waits: number, then: () => void): () => void {
  const tick = () => (waits === 1 ? then() : again());
  let timer = setTimeout(tick, waitMs);
  const again = () => {
    waits--;
    timer = setTimeout(tick, waitMs);
  };
  return () => clearTimeout(timer);
}

function idOf(job: EnvelopeJob): string {
  return job.id ?? "";
}

/** A job that is no longer there was finished by an earlier try or by another owner. */
function unlessGone(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === jobNotExist) return;
  throw error;
}
