import type { Message } from "../message.ts";
import type { Clock, Intake, Job, LineName, Queues } from "../ports.ts";

type Stored = { id: number; body: string };
type Line = { lastId: number; waiting: Stored[]; started: Map<number, Stored>; waiters: Set<() => void> };

export type MemoryLines = Map<string, Line>;

const waitMs = 1000;

/** One process' end of the queues; several processes share the lines. */
export function createMemoryQueues(lines: MemoryLines, clock: Clock): Queues {
  const intakes = new Set<Intake>();
  return {
    async add(name, envelope) {
      const line = lineOf(lines, name);
      line.waiting.push({ id: ++line.lastId, body: JSON.stringify(envelope) });
      for (const wake of [...line.waiters]) wake();
    },

    async waiting(name) {
      return lineOf(lines, name).waiting.length;
    },

    async newest(name) {
      return lineOf(lines, name).lastId;
    },

    intake(name, mayFetch) {
      const intake = createIntake(lineOf(lines, name), mayFetch, clock);
      intakes.add(intake);
      return intake;
    },

    async close() {
      await Promise.all([...intakes].map((intake) => intake.close()));
    },
  };
}

function createIntake(line: Line, mayFetch: () => boolean, clock: Clock): Intake {
  const ownWaiters = new Set<() => void>();
  let closed = false;

  const take = (): Job | undefined => {
    if (closed || line.waiting.length === 0 || !mayFetch()) return undefined;
    const stored = line.waiting.shift();
    if (!stored) return undefined;
    line.started.set(stored.id, stored);
    return jobOf(stored);
  };

  return {
    async started() {
      return [...line.started.values()].sort((a, b) => a.id - b.id).map(jobOf);
    },

    async next(wait) {
      const job = take();
      if (job || !wait || closed) return job;
      return new Promise((resolve) => {
        const wake = () => {
          cancelTimer();
          line.waiters.delete(wake);
          ownWaiters.delete(wake);
          resolve(take());
        };
        const cancelTimer = clock.after(waitMs, wake);
        line.waiters.add(wake);
        ownWaiters.add(wake);
      });
    },

    async finish(jobId) {
      line.started.delete(Number(jobId));
    },

    async close() {
      closed = true;
      for (const wake of [...ownWaiters]) wake();
    },
  };
}

function jobOf(stored: Stored): Job {
  return { id: String(stored.id), messages: JSON.parse(stored.body) as Message[] };
}

function lineOf(lines: MemoryLines, name: LineName): Line {
  const key = `${name.partition}:${name.lane}:${name.kind}`;
  let line = lines.get(key);
  if (!line) {
    line = { lastId: 0, waiting: [], started: new Map(), waiters: new Set() };
    lines.set(key, line);
  }
  return line;
}
