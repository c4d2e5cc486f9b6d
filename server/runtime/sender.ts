import { pause } from "./control.ts";
import type { Message } from "./message.ts";
import { type Clock, type LineName, type Queues, Unavailable } from "./ports.ts";

export interface Sender {
  /**
   * Puts a message on a line. Resolves when it is accepted: on disk, it will run. Never rejects for a server that is
   * away; it goes on trying, in order, until `withdrawn`.
   *
   * Messages of one line leave in the order of their calls: at once when the line is free, else gathered into envelopes
   * while one add is in flight, and until the queues' rest between two adds is over. An add with an unknown outcome is
   * repeated before any later one.
   */
  send(line: LineName, message: Message): Promise<void>;
  /** Forgets a message that has not left yet. False when it may have left. */
  withdraw(line: LineName, message: Message): boolean;
  /** Messages that wait for an add or for its outcome. */
  readonly unsent: number;
}

type Waiting = { message: Message; bytes: number; accepted: () => void; failed: (error: unknown) => void };
type Line = { name: LineName; waiting: Waiting[]; busy: boolean; addedAt: number };

const maxMessages = 500;
const maxBytes = 256 * 1024;
const longestNumber = 24;
/** What a message takes without its input. */
const bytesBeside = 512;

export const lineKey = ({ partition, lane, kind }: LineName): string => `${partition}/${lane}/${kind}`;

export function createSender(queues: Pick<Queues, "add" | "restBetweenAdds">, clock: Clock): Sender {
  const { restBetweenAdds = 0 } = queues;
  const lines = new Map<string, Line>();
  let unsent = 0;

  function lineOf(name: LineName): Line {
    const key = lineKey(name);
    const line = lines.get(key) ?? { name, waiting: [], busy: false, addedAt: Number.NEGATIVE_INFINITY };
    lines.set(key, line);
    return line;
  }

  async function drain(line: Line): Promise<void> {
    line.busy = true;
    while (line.waiting.length > 0) {
      const rest = line.addedAt + restBetweenAdds - clock.monotonic();
      if (rest > 0) await pause(clock, rest);
      const envelope = takeEnvelope(line.waiting);
      // all of it may have been withdrawn while the line rested
      if (envelope.length === 0) break;
      line.addedAt = clock.monotonic();
      const outcome = await addUntilKnown(line.name, envelope);
      unsent -= envelope.length;
      for (const { accepted, failed } of envelope) outcome ? failed(outcome) : accepted();
    }
    line.busy = false;
  }

  /** Undefined when the envelope is on disk; what a bug threw otherwise. */
  async function addUntilKnown(name: LineName, envelope: Waiting[]): Promise<unknown> {
    for (let delay = 20; ; delay = Math.min(delay * 2, 1000)) {
      try {
        await queues.add(
          name,
          envelope.map(({ message }) => message),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof Unavailable)) return error;
        await pause(clock, delay);
      }
    }
  }

  return {
    get unsent() {
      return unsent;
    },
    send(name, message) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const line = lineOf(name);
      line.waiting.push({ message, bytes: bytesOf(message), accepted: resolve, failed: reject });
      unsent++;
      if (!line.busy) void drain(line);
      return promise;
    },
    withdraw(name, message) {
      const { waiting } = lineOf(name);
      const at = waiting.findIndex((each) => each.message === message);
      if (at < 0) return false;
      waiting.splice(at, 1);
      unsent--;
      return true;
    },
  };
}

/** About: only what can be long is counted. */
const bytesOf = ({ input, prior }: Message): number => bytesBeside + textLength(input) + textLength(prior);

/** About as many characters as its JSON has, without making that: a control character counts as one. */
function textLength(value: unknown): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object" || value === null) return longestNumber;
  let length = 2;
  if (Array.isArray(value)) for (const each of value) length += textLength(each) + 1;
  else for (const [key, each] of Object.entries(value)) length += key.length + 4 + textLength(each);
  return length;
}

/** As many messages as one envelope holds; at least one, however large. */
function takeEnvelope(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  let count = 0;
  for (const each of waiting) {
    bytes += each.bytes;
    if (count > 0 && (count >= maxMessages || bytes > maxBytes)) break;
    count++;
  }
  return waiting.splice(0, count);
}
