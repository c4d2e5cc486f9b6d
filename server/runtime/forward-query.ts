import { inputHash } from "./json.ts";
import type { Answer, Json, Message, Refused } from "./message.ts";
import type { Pending } from "./pending.ts";
import { type Clock, type LineName, Unavailable } from "./ports.ts";
import type { QueryCall } from "./queries.ts";
import type { Sender } from "./sender.ts";

/** Asks the owner of an agent for a query that this process's code cannot answer. `path`: the queries that wait for it. */
export type ForwardQuery = (call: QueryCall, path: readonly string[]) => Promise<Json | undefined>;

/** How a query ended at the owner: with a value (absent for `undefined`) or with what it threw. */
type Outcome = { value?: Json } | { threw: string };

type Options = {
  clock: Clock;
  sender: Sender;
  pending: Pending;
  lineOf: (agent: string) => LineName;
  freshId: () => string;
};

const again = 1000;
const patience = 10_000;

/**
 * A query of a state that newer code has written goes as a message to the agent's owner, which runs that code.
 *
 * Guarantees: it sees every commit that was acknowledged before it was sent, as a query here would; nothing is committed
 * and no answer is kept, so it is simply sent again each second until an answer comes. After ten it is `Unavailable`:
 * nobody who can answer it owns the partition.
 */
export function createForwardQuery({ clock, sender, pending, lineOf, freshId }: Options): ForwardQuery {
  return async ({ agent, method, input, time }, path) => {
    const callId = freshId();
    const hash = inputHash(method, input);
    const message: Message = {
      callId,
      rootId: callId,
      since: clock.now(),
      stamp: time,
      caller: { kind: "system", id: "query" },
      chain: [...path],
      agent,
      method,
      ...(input !== undefined && { input }),
      hash,
      reply: pending.channel,
      query: true,
    };
    const line = lineOf(agent);
    const { promise: answer, resolve: answered, reject } = Promise.withResolvers<Answer | Refused>();
    const forget = pending.wait({ callId, agent, hash, answered });
    let isOnItsWay = false;
    const send = () => {
      if (isOnItsWay) return;
      isOnItsWay = true;
      const sent = () => {
        isOnItsWay = false;
      };
      sender.send(line, message).then(sent, sent);
    };
    const begun = clock.monotonic();
    let cancel = () => {};
    const sendAgain = () => {
      if (clock.monotonic() - begun >= patience) {
        reject(new Unavailable(`${agent} was written by newer code, and nobody who has it answers ${method}`));
        return;
      }
      send();
      cancel = clock.after(again, sendAgain);
    };
    sendAgain();
    try {
      return valueIn(await answer);
    } finally {
      cancel();
      forget();
      sender.withdraw(line, message);
    }
  };
}

/** What the owner replies. */
export const queryAnswer = (outcome: Outcome): Answer => ({ kind: "ok", value: outcome });

function valueIn(answer: Answer | Refused): Json | undefined {
  const outcome = answer.kind === "ok" ? (answer.value as Outcome) : { threw: `it was answered ${answer.kind}` };
  if ("threw" in outcome) throw new Error(outcome.threw);
  return outcome.value;
}
