import { randomUUID } from "node:crypto";
import type { Result } from "#lib/result.ts";
import type { Caller } from "./contract.ts";
import { Fault, type FaultCode } from "./faults.ts";
import { agentName, keyedCallId } from "./ids.ts";
import { inputHash, parse } from "./json.ts";
import type { Answer, Json, Message, Refused } from "./message.ts";
import type { Observer } from "./observer.ts";
import type { Pending } from "./pending.ts";
import { type Clock, type LineName, Unavailable } from "./ports.ts";
import type { Pressure } from "./pressure.ts";
import { type Queries, queryWith } from "./queries.ts";
import { methodsOf } from "./ref.ts";
import type { Scope } from "./retention.ts";
import type { Runtime } from "./runtime.ts";
import type { Sender } from "./sender.ts";
import { watchSends } from "./watching.ts";
import type { Failpoint } from "./workplace.ts";

export type DoorOptions = {
  clock: Clock;
  queries: Queries;
  sender: Sender;
  pending: Pending;
  pressure: Pressure;
  lineOf: (agent: string) => LineName;
  failpoint: (point: Failpoint, agent: string) => Promise<void> | void;
  observer?: Observer | undefined;
  freshId?: () => string;
  /** How long a caller waits for an answer unless it says otherwise, in ms. */
  patience?: number;
  /** How long a message may wait to be accepted before its caller is told `unavailable`, in ms. */
  acceptance?: number;
};

/** Sends a command that has been parsed and waits for its answer, as `ask` does. */
export type SendCommand = (
  caller: Caller,
  agent: string,
  method: string,
  input: Json | undefined,
  how?: { key?: string; deadline?: Date },
) => Promise<Result<Json | undefined, { code: string; detail?: Json }>>;

/** Whatever adds root commands: `runtime.as(caller)`. */
export function createDoor(options: DoorOptions): Runtime & { send: SendCommand } {
  const { clock, queries, sender, pending, pressure, lineOf, freshId = randomUUID } = options;
  const { patience = 30_000, acceptance = 5000, observer } = options;
  const accept = watchSends(observer && ((message) => observer.accept(message)), bring, () => "accepted");
  const asked = watchSends(observer && ((message) => observer.command(message, "ask")), command, ({ ok }) =>
    ok ? "ok" : "fail",
  );
  const told = watchSends(observer && ((message) => observer.command(message, "tell")), tell, () => "accepted");

  type How = { key?: string; deadline?: number; at?: Date; reply?: string };

  function messageFor(
    caller: Caller,
    agent: string,
    method: string,
    input: ReturnType<typeof parse>,
    how: How,
  ): Message {
    const { key } = how;
    const callId = key === undefined ? freshId() : keyedCallId(caller, agent, method, key);
    const now = clock.now();
    // a fresh id is nobody else's; where randomness repeats itself, as on a copied machine, the time tells two commands apart
    const hash = key === undefined ? now.toString(36) : inputHash(method, input);
    const message: Message = { callId, rootId: callId, since: now, stamp: now, caller, chain: [], agent, method, hash };
    if (input !== undefined) message.input = input;
    if (key !== undefined) message.scope = scopeOf(caller);
    if (how.deadline !== undefined) message.deadline = how.deadline;
    if (how.at) message.at = how.at.getTime();
    if (how.reply) message.reply = how.reply;
    return message;
  }

  /** Accepted when it resolves. A message that cannot be brought to the queue in time is `unavailable`, outcome unknown. */
  function bring(message: Message): Promise<void> {
    const line = lineOf(message.agent);
    return new Promise((resolve, reject) => {
      const cancel = clock.after(acceptance, () => {
        const sure = sender.withdraw(line, message) ? "Nothing was sent" : "Whether it was accepted is unknown";
        reject(
          new Fault("unavailable", `the queue cannot be reached. ${sure}: try again with the same key`, {
            retryAfter: 2,
          }),
        );
      });
      const accepted = () => {
        cancel();
        return options.failpoint("after-accept", message.agent);
      };
      sender
        .send(line, message)
        .then(accepted)
        .then(resolve, (error: unknown) => {
          cancel();
          reject(error);
        });
    });
  }

  const send: SendCommand = (caller, agent, method, input, { key, deadline } = {}) => {
    const until = deadline?.getTime() ?? clock.now() + patience;
    const how = { ...(key !== undefined && { key }), deadline: until, reply: pending.channel };
    return asked(messageFor(caller, agent, method, input, how));
  };

  async function command(message: Message): ReturnType<SendCommand> {
    const { callId, agent, hash, deadline = 0 } = message;
    const line = lineOf(agent);
    pressure.check(line, agent);
    const { promise: answer, resolve: answered, reject } = Promise.withResolvers<Answer | Refused>();
    // An accepted command whose answer cannot be read may have run; its caller need not wait for that until the deadline.
    const away = () =>
      reject(
        new Fault("unavailable", `whether ${agent} has answered cannot be read just now; ask again with the same key`, {
          retryAfter: 2,
        }),
      );
    const forget = pending.wait({ callId, agent, hash, answered, away });
    const uncount = pressure.count(line);
    const cancel = clock.after(Math.max(0, deadline - clock.now()), () => {
      reject(new Fault("deadline_exceeded", `${agent} has not answered in time; ask again with the same key`));
    });
    accept(message).catch(reject);
    try {
      return outcomeOf(message, await answer);
    } finally {
      cancel();
      uncount();
      forget();
    }
  }

  async function tell(message: Message): Promise<void> {
    const line = lineOf(message.agent);
    pressure.check(line, message.agent);
    await accept(message).finally(pressure.count(line));
  }

  return {
    send,
    as: (caller) => ({
      query: queryWith((call) => reached(queries.run({ ...call, time: clock.now() }))),
      ask: (to, id, { key, deadline } = {}) => {
        const agent = agentName(to.name, id);
        return methodsOf(to.commands, async (method, given) => {
          const input = parse(`${to.name}.${method}`, to.commands[method]?.input, given);
          return send(caller, agent, method, input, {
            ...(key !== undefined && { key }),
            ...(deadline && { deadline }),
          });
        });
      },
      tell: (to, id, { key, at } = {}) => {
        const agent = agentName(to.name, id);
        return methodsOf(to.commands, async (method, given) => {
          const input = parse(`${to.name}.${method}`, to.commands[method]?.input, given);
          const message = messageFor(caller, agent, method, input, {
            ...(key !== undefined && { key }),
            ...(at && { at }),
          });
          await told(message);
          return { callId: message.callId };
        });
      },
    }),
  };
}

/** A browser makes a key for a click; programs keep theirs for longer. */
const scopeOf = ({ kind }: Caller): Scope => (kind === "key" || kind === "system" ? "api" : "browser");

/** Outside the runtime a server that is away is a fault like the others. Nothing was changed: ask again. */
export async function reached<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    throw new Fault("unavailable", "the shop's data cannot be reached just now; nothing was changed, try again", {
      retryAfter: 2,
      cause: error,
    });
  }
}

function outcomeOf({ agent, method }: Message, answer: Answer | Refused): Awaited<ReturnType<SendCommand>> {
  const fault = (code: FaultCode, message: string) => new Fault(code, message);
  switch (answer.kind) {
    case "ok":
      return { ok: true, value: answer.value };
    case "fail":
      return {
        ok: false,
        error: { code: answer.code, ...(answer.detail !== undefined && { detail: answer.detail }) },
      };
    case "cancelled":
      throw fault("cancelled", `${agent}.${method} was cancelled`);
    case "withdrawn":
      throw fault("cancelled", `${agent}.${method} was withdrawn`);
    case "dead_lettered":
      throw fault("dead_lettered", `${agent}.${method} failed and waits among the dead letters: ${answer.error}`);
    case "refused":
      throw fault(answer.code, answer.message);
  }
}
