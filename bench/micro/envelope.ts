import { createRuntime } from "#runtime/create-runtime.ts";
import type { Message, ReplyBody } from "#runtime/message.ts";
import type { Ports } from "#runtime/ports.ts";
import { memoryPorts } from "../engine/memory-engine-ports.ts";
import { log } from "../engine/open-engine.ts";
import { createShelves, shelf } from "../engine/shelf.ts";
import type { CaseGroup } from "./case.ts";

const together = 16;

/** Writes each envelope as it goes to a queue, reads it as an owner does, and answers at once: no turn, no store. */
function echoing(ports: Ports): Ports {
  const add = async (_line: unknown, envelope: Message[]) => {
    const read = JSON.parse(JSON.stringify({ m: envelope })) as { m: Message[] };
    const bodies = Map.groupBy(read.m, ({ reply }) => reply);
    for (const [channel, messages] of bodies) {
      const body = messages.map<ReplyBody>(({ callId, hash }) => ({ callId, hash, answer: { kind: "ok", value: 1 } }));
      if (channel) await ports.bus.publish(channel, JSON.stringify(body));
    }
  };
  return { ...ports, queues: { ...ports.queues, add } };
}

/** From a caller's input to the bytes in the queue, and from the bytes of the answer to its caller. */
export const envelope: CaseGroup = {
  name: "envelope",
  async open(opened) {
    const ports = echoing(memoryPorts(1));
    const runtime = await createRuntime({ agents: createShelves(), ports, log, patience: 5000 });
    opened.defer(() => runtime.close());
    const as = runtime.as({ kind: "system", id: "bench" });
    let n = 0;
    const ask = (key?: string) => as.ask(shelf, "s1", key === undefined ? {} : { key }).take({ line: 1 });
    return [
      { name: "envelope: a command alone", run: () => ask() },
      { name: "envelope: a command with a key", run: () => ask(`key-${n++}`) },
      {
        name: `envelope: a command of ${together} at once`,
        each: together,
        run: () => Promise.all(Array.from({ length: together }, () => ask())),
      },
    ];
  },
};
