import type { Message } from "../message.ts";
import type { Fence, LineName, NotOwner, OutboxEntry, Store } from "../ports.ts";
import { wokenMessage } from "../resent-message.ts";
import type { RedisAccess } from "./redis-access.ts";
import { fieldsOf, matched, notOwner, type StreamEntry } from "./script-answer.ts";

type Outbox = Pick<Store, "outbox" | "sent" | "outboxDepth" | "park" | "wake">;
type Due = { next: string; messages: { place: string; message: Message }[] };

/** How many messages one script moves: a script holds up the whole server. */
const messagesAtOnce = 100;

export function redisOutbox({ keys, script, command }: RedisAccess): Outbox {
  const parkedKeys = (fence: Fence) => {
    const { owner, parkedTimes, parkedMessages } = keys.partition(fence.partition);
    return [owner, parkedTimes, parkedMessages];
  };

  const dueAt = async (fence: Fence, now: number) => {
    return matched<Due | NotOwner>(await script("due", parkedKeys(fence), [fence.epoch, now, messagesAtOnce]), {
      due: (next: string, ...found: [place: string, json: string][]) => {
        return { next, messages: found.map(([place, json]) => ({ place, message: JSON.parse(json) })) };
      },
      not_owner: notOwner,
    });
  };

  return {
    async outbox(number, { after, limit }) {
      const name = keys.partition(number).outbox;
      const from = after === undefined ? "-" : `(${after}`;
      return (await command((client) => client.xrange(name, from, "+", "COUNT", limit))).map(outboxEntry);
    },

    async sent(fence, entryIds) {
      const { owner, outbox } = keys.partition(fence.partition);
      return matched<{ kind: "removed" } | NotOwner>(
        await script("sent", [owner, outbox], [fence.epoch, ...entryIds]),
        {
          removed: () => ({ kind: "removed" }),
          not_owner: notOwner,
        },
      );
    },

    outboxDepth: (number) => command((client) => client.xlen(keys.partition(number).outbox)),

    async park(fence, message) {
      const names = [...parkedKeys(fence), keys.partition(fence.partition).parkedCount];
      const args = [fence.epoch, message.callId, message.at ?? 0, JSON.stringify(message)];
      return matched<{ kind: "parked" } | NotOwner>(await script("park", names, args), {
        parked: () => ({ kind: "parked" }),
        not_owner: notOwner,
      });
    },

    async wake(fence, now, lineOf) {
      for (;;) {
        const due = await dueAt(fence, now);
        if ("kind" in due) return due;
        const { messages, next } = due;
        if (messages.length > 0) {
          const names = [...parkedKeys(fence), keys.partition(fence.partition).outbox];
          const moves = messages.flatMap(({ place, message }) => {
            const line = JSON.stringify(lineOf(message.agent));
            return [place, message.callId, line, JSON.stringify(wokenMessage(message, now))];
          });
          const moved = (await script("wake", names, [fence.epoch, ...moves])) as [string];
          if (moved[0] === "not_owner") return notOwner();
        }
        if (next === "") return { kind: "woken" };
        if (Number(next) > now) return { kind: "woken", next: Number(next) };
      }
    },
  };
}

function outboxEntry(entry: StreamEntry): OutboxEntry {
  const { l = "", m = "" } = fieldsOf(entry);
  // an entry's id begins with the milliseconds of the server and never goes back
  const at = Number.parseInt(entry[0], 10);
  return { entryId: entry[0], at, line: JSON.parse(l) as LineName, message: JSON.parse(m) as Message };
}
