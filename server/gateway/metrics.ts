import type { FastifyInstance } from "fastify";
import { Gauge, type Registry } from "prom-client";
import { withinTime } from "#lib/within-time.ts";

type Measured = {
  /** What the process measures besides. */
  register: Registry;
  /** What is the same in every process; absent in one that cannot tell. */
  projectionLag?: (() => Promise<{ entries: number; milliseconds: number; rebuilding: number }>) | undefined;
  deadLetters?: (() => Promise<number>) | undefined;
  /** Partitions that were found to hold an older copy of their data than was known. */
  rewound: () => number;
  monotonic: () => number;
};

export type Metrics = { contentType: string; read: () => Promise<string> };

/** A scrape waits no longer for a part, and asks again no sooner. */
const patience = 2_000;

/** Null where a part is away: its gauges are then absent, because any number would be a lie. */
const orNull = async <T>(answer: Promise<T> | undefined): Promise<T | null> =>
  answer === undefined ? null : withinTime<T | null>(answer, patience, () => null).catch(() => null);

/** How the shop and this process stand, as Prometheus reads it. One per process. */
export function createMetrics({ register, projectionLag, deadLetters, rewound, monotonic }: Measured): Metrics {
  const gauge = (name: string, help: string) => {
    const made = new Gauge({ name, help, registers: [register] });
    return (value: number | undefined) => (value === undefined ? made.remove() : made.set(value));
  };
  const lagCommits = gauge(
    "granary_projection_lag_commits",
    "Commits of agents with rows that are not in the read models yet.",
  );
  const lagSeconds = gauge("granary_projection_lag_seconds", "Age of the oldest of these commits.");
  const rebuilding = gauge("granary_projection_rebuilding_partitions", "Partitions whose rows are being made again.");
  const waiting = gauge("granary_dead_letters_waiting", "Dead letters that nobody has replayed or discarded.");
  const rewoundPartitions = gauge(
    "granary_rewound_partitions",
    "Partitions that went back to an older copy of their data while this process ran.",
  );

  async function measure(): Promise<void> {
    const [lag, letters] = await Promise.all([orNull(projectionLag?.()), orNull(deadLetters?.())]);
    lagCommits(lag?.entries);
    lagSeconds(lag === null ? undefined : lag.milliseconds / 1_000);
    rebuilding(lag?.rebuilding);
    waiting(letters ?? undefined);
    rewoundPartitions(rewound());
  }

  let measured = Promise.resolve();
  let freshUntil = Number.NEGATIVE_INFINITY;
  return {
    contentType: register.contentType,
    async read() {
      if (monotonic() >= freshUntil) {
        freshUntil = monotonic() + patience;
        measured = measure();
      }
      await measured;
      return register.metrics();
    },
  };
}

export function addMetrics(app: FastifyInstance, { contentType, read }: Metrics): void {
  app.get("/metrics", async (_request, reply) => reply.type(contentType).send(await read()));
}
