import type { Answer, Message, TurnEvent } from "../message.ts";
import type { Commit, DeadLetter, Ending, Fence, LineName, Opening, OutboxMessage } from "../ports.ts";

/** Values with the shape that the ports ask for; a test names what it is about. */
export function aMessage(about: Partial<Message> = {}): Message {
  return {
    callId: "call-1",
    rootId: "call-1",
    since: 1000,
    stamp: 1000,
    caller: { kind: "guest", id: "g1" },
    chain: [],
    agent: "cart/u1",
    method: "add",
    input: { lines: [], count: 9007199254740991 },
    hash: "hash-1",
    ...about,
  };
}

export function anOpening(about: Partial<Opening> = {}): Opening {
  const { callId = "call-1", agent = "cart/u1", hash = "hash-1" } = about;
  return { callId, agent, hash, base: 0, message: aMessage({ callId, agent, hash }), code: 1, events: [], ...about };
}

export function anAsk(n: number): TurnEvent {
  return { kind: "step", n, id: `ask-${n}`, step: "ask", to: "order/o1", method: "place", hash: `step-${n}` };
}

export function anAskAnswer(n: number): TurnEvent {
  return { kind: "answer", n, answer: { kind: "ok", value: [] } };
}

export function anOk(callId: string, about: Partial<Ending> & { patch?: string } = {}): Ending {
  const { patch = `[{"op":"add","call":"${callId}"}]`, ...rest } = about;
  const entry = { method: "add", caller: "guest:g1", stamp: 2000, patch };
  const answer: Answer = { kind: "ok", value: { items: [] } };
  return { callId, hash: `hash of ${callId}`, since: 1000, answer, entry, out: [], ...rest };
}

export function aFail(callId: string, about: Partial<Ending> = {}): Ending {
  const answer: Answer = { kind: "fail", code: "sold_out" };
  return { callId, hash: `hash of ${callId}`, since: 1000, answer, out: [], ...about };
}

/** A commit with a snapshot where it is the first, as the port asks. */
export function aCommit(base: number, endings: Ending[], about: Partial<Commit> = {}): Commit {
  const agent = about.agent ?? "cart/u1";
  const first = base === 0 ? { snapshot: '{"lines":[]}' } : {};
  return { agent, base, schema: 1, endings, keep: 0, replies: [], ...first, ...about };
}

export function aLetter(about: Partial<DeadLetter> = {}): DeadLetter {
  return { message: aMessage(), error: "Error: broken", reason: "attempts", at: 5000, events: [], ...about };
}

export function aLine(partition: number, kind: LineName["kind"] = "nested"): LineName {
  return { partition, lane: "default", kind };
}

export function told(fence: Fence, callId: string): OutboxMessage {
  return { line: aLine(fence.partition), message: aMessage({ callId }) };
}

export function okAnswer(callId: string): { answer: Answer; hash: string } {
  return { answer: { kind: "ok", value: { items: [] } }, hash: `hash of ${callId}` };
}
