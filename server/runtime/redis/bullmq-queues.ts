import { Queue } from "bullmq";
import type { Log } from "../log.ts";
import { type Intake, type LineName, type Queues, Unavailable } from "../ports.ts";
import { createIntake } from "./bullmq-intake.ts";
import type { Connection } from "./connection.ts";
import { type EnvelopeData, FetchingWorker } from "./fetching-worker.ts";
import { type Keys, queueName } from "./keys.ts";
import { asUnavailable } from "./unavailable.ts";

/** A job costs some six scripts however many messages it carries. Measured: 2 ms take a quarter off a busy shop's work. */
const restBetweenAdds = 2;

/** Lines as BullMQ queues on one shared connection; an intake has another one to block on. */
export function createBullmqQueues(keys: Keys, connection: Connection, log: Log): Queues {
  const queues = new Map<string, Queue<EnvelopeData>>();
  const intakes = new Set<Intake>();

  const prefixOf = (line: LineName) => keys.partition(line.partition).tag;
  const onError = (line: LineName) => (error: Error) => {
    const expected = asUnavailable(error) instanceof Unavailable;
    log(expected ? "debug" : "warn", "BullMQ", { line: { ...line }, error: error.message });
  };

  const queueOf = (line: LineName) => {
    const id = `${prefixOf(line)}:${queueName(line)}`;
    let queue = queues.get(id);
    if (!queue) {
      queue = new Queue<EnvelopeData>(queueName(line), {
        connection: connection.client,
        prefix: prefixOf(line),
        // nobody reads BullMQ's events
        streams: { events: { maxLen: 1 } },
        defaultJobOptions: { removeOnComplete: true },
      });
      queue.on("error", onError(line));
      queues.set(id, queue);
    }
    return queue;
  };

  return {
    restBetweenAdds,

    async add(line, envelope) {
      await connection.run(() => queueOf(line).add("m", { m: envelope }));
    },

    waiting: (line) => connection.run(() => queueOf(line).getWaitingCount()),

    newest: async (line) => {
      const counter = queueOf(line).toKey("id");
      return Number(await connection.run(() => connection.client.get(counter)));
    },

    intake(line, mayFetch) {
      const options = { connection: connection.client, prefix: prefixOf(line) };
      const openWorker = () => {
        const worker = new FetchingWorker(queueName(line), options, mayFetch);
        worker.on("error", onError(line));
        return worker;
      };
      const intake = createIntake({ queue: queueOf(line), openWorker, connection, mayFetch });
      intakes.add(intake);
      return {
        ...intake,
        async close() {
          intakes.delete(intake);
          await intake.close();
        },
      };
    },

    async close() {
      await Promise.all([...intakes].map((intake) => intake.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
