import { type Attributes, type Span, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { splitName } from "#runtime/ids.ts";
import type { Message } from "#runtime/message.ts";
import type { Observer, Trace, Watch } from "#runtime/observer.ts";
import { contextOf, spanContextOf, traceOf } from "./traceparent.ts";

/** Everything else that something may end with is a failure of it. A refusal is an answer. */
const wellEnded = new Set(["ok", "fail", "value", "accepted", "committed", "answered", "begun_anew", "withdrawn"]);

type Tracing = {
  tracer: Tracer;
  /** Of the request that now runs in this process. */
  current: () => Trace | undefined;
};

/** Sees what `inner` sees, and makes spans of it. */
export function traceRuntime(inner: Observer, { tracer, current }: Tracing): Observer {
  const spanOf = (name: string, kind: SpanKind, parent: Trace | undefined, attributes: Attributes): Span =>
    tracer.startSpan(name, { kind, attributes }, contextOf(parent));

  const both = (seen: Watch, span: Span): Watch => ({ trace: traceOf(span), end: endOnce(seen, span) });

  return {
    ...inner,
    command(message, how) {
      const kind = how === "ask" ? SpanKind.CLIENT : SpanKind.PRODUCER;
      const span = spanOf(`${how} ${nameOf(message)}`, kind, message.trace ?? current(), aboutCall(message));
      return both(inner.command(message, how), span);
    },
    accept(message) {
      const span = spanOf("accept", SpanKind.PRODUCER, message.trace, aboutCall(message));
      // its turn stands beside it, as a nested call's does, which may go without a queue
      return { end: endOnce(inner.accept(message), span) };
    },
    ask: (message) =>
      both(inner.ask(message), spanOf(`ask ${nameOf(message)}`, SpanKind.CLIENT, message.trace, aboutCall(message))),
    query(query) {
      const seen = inner.query(query);
      const parent = query.trace ?? current();
      // by itself it is no part of anything: what looks now and then would be a trace every time
      if (parent === undefined) return seen;
      return both(seen, spanOf(`query ${nameOf(query)}`, SpanKind.INTERNAL, parent, aboutAgent(query)));
    },
    effect: (step, message, trace) =>
      both(
        inner.effect(step, message, trace),
        spanOf(`run ${step}`, SpanKind.INTERNAL, trace, { ...aboutCall(message), "granary.step": step }),
      ),
    turn(message, attempt) {
      const seen = inner.turn(message, attempt);
      // what was told for later happens by itself: a trace of its own, which names what told it
      const later = message.scheduledFor !== undefined;
      const told = later ? spanContextOf(message.trace) : undefined;
      const span = tracer.startSpan(
        `turn ${nameOf(message)}`,
        {
          kind: SpanKind.CONSUMER,
          attributes: { ...aboutCall(message), "granary.attempt": attempt + 1 },
          ...(told && { links: [{ context: told }] }),
        },
        contextOf(later ? undefined : message.trace),
      );
      let outcome: string | undefined;
      const endOf = endOnce(seen, span);
      return {
        trace: traceOf(span),
        ran(how) {
          outcome = how;
          seen.ran(how);
          span.addEvent("ran");
        },
        end: (how) => endOf(how === "committed" && outcome !== undefined ? outcome : how),
      };
    },
    commit(turns) {
      const seen = inner.commit(turns);
      const about = { "granary.group.turns": turns.length };
      // in each turn's trace, so that each is whole
      const spans = turns.flatMap(({ message, watch }) =>
        watch === undefined
          ? []
          : [spanOf("commit", SpanKind.INTERNAL, watch.trace, { ...aboutCall(message), ...about })],
      );
      const nobody: Watch = { end: () => {} };
      const ends = spans.map((span) => endOnce(nobody, span));
      return {
        end(outcome) {
          seen.end(outcome);
          for (const end of ends) end(outcome);
        },
      };
    },
  };
}

type Called = { agent: string; method: string };

const nameOf = ({ agent, method }: Called): string => `${splitName(agent).type}.${method}`;

const aboutAgent = ({ agent, method }: Called): Attributes => ({
  "granary.agent.type": splitName(agent).type,
  "granary.agent": agent,
  "granary.method": method,
});

const aboutCall = (message: Message): Attributes => ({ ...aboutAgent(message), "granary.call_id": message.callId });

/** A turn may be given up after its end was told. */
function endOnce(seen: Watch, span: Span): Watch["end"] {
  let ended = false;
  return (outcome) => {
    if (ended) return;
    ended = true;
    seen.end(outcome);
    span.setAttribute("granary.outcome", outcome);
    if (!wellEnded.has(outcome)) span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
    span.end();
  };
}
