import { type Attributes, type Link, type Span, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { splitName } from "#runtime/ids.ts";
import type { Message } from "#runtime/message.ts";
import type { Observer, Trace, Watch } from "#runtime/observer.ts";
import { contextOf, isUnsampled, spanContextOf, traceOf } from "./traceparent.ts";

/** Everything else that something may end with is a failure of it. A refusal is an answer. */
const wellEnded = new Set(["ok", "fail", "value", "accepted", "committed", "answered", "begun_anew", "withdrawn"]);

type Tracing = {
  tracer: Tracer;
  /** Of the request that now runs in this process. */
  current: () => Trace | undefined;
};

type Begun = { trace: Trace; span: Span | undefined };

/** Sees what `inner` sees, and makes spans of it. */
export function traceRuntime(inner: Observer, { tracer, current }: Tracing): Observer {
  /** A trace of which nothing is kept costs its root alone. */
  function begin(
    name: string,
    kind: SpanKind,
    parent: Trace | undefined,
    attributes: Attributes,
    links: Link[] = [],
  ): Begun {
    if (parent !== undefined && isUnsampled(parent)) return { trace: parent, span: undefined };
    const span = tracer.startSpan(name, { kind, attributes, links }, contextOf(parent));
    return { trace: traceOf(span), span };
  }

  const both = (seen: Watch, { trace, span }: Begun): Watch => ({ trace, end: endOnce(seen.end, span) });

  return {
    ...inner,
    command(message, how) {
      const kind = how === "ask" ? SpanKind.CLIENT : SpanKind.PRODUCER;
      const parent = message.trace ?? current();
      return both(inner.command(message, how), begin(`${how} ${nameOf(message)}`, kind, parent, aboutCall(message)));
    },
    accept(message) {
      const { span } = begin("accept", SpanKind.PRODUCER, message.trace, {});
      // its turn stands beside it, as a nested call's does, which may go without a queue
      return { end: endOnce(inner.accept(message).end, span) };
    },
    ask: (message) =>
      both(inner.ask(message), begin(`ask ${nameOf(message)}`, SpanKind.CLIENT, message.trace, aboutCall(message))),
    query(query) {
      const seen = inner.query(query);
      const parent = query.trace ?? current();
      // by itself it is no part of anything: what looks now and then would be a trace every time
      if (parent === undefined) return seen;
      return both(seen, begin(`query ${nameOf(query)}`, SpanKind.INTERNAL, parent, { "granary.agent": query.agent }));
    },
    effect: (step, message, trace) =>
      both(inner.effect(step, message, trace), begin(`run ${step}`, SpanKind.INTERNAL, trace, {})),
    turn(message, attempt) {
      const seen = inner.turn(message, attempt);
      // what was told for later happens by itself: a trace of its own, which names what told it
      const later = message.scheduledFor !== undefined;
      const told = later ? spanContextOf(message.trace) : undefined;
      const begun = begin(
        `turn ${nameOf(message)}`,
        SpanKind.CONSUMER,
        later ? undefined : message.trace,
        { ...aboutCall(message), "granary.attempt": attempt + 1 },
        told && [{ context: told }],
      );
      const end = endOnce(seen.end, begun.span);
      let outcome: string | undefined;
      return {
        trace: begun.trace,
        ran(how) {
          outcome = how;
          seen.ran(how);
          begun.span?.addEvent("ran");
        },
        end: (how) => end(how === "committed" && outcome !== undefined ? outcome : how),
      };
    },
    commit(turns) {
      const seen = inner.commit(turns);
      const about = { "granary.group.turns": turns.length };
      // in each turn's trace, so that each is whole
      const spans = turns.flatMap(({ watch }) => begin("commit", SpanKind.INTERNAL, watch?.trace, about).span ?? []);
      return {
        end(outcome) {
          seen.end(outcome);
          for (const span of spans) endSpan(span, outcome);
        },
      };
    },
  };
}

type Called = { agent: string; method: string };

const nameOf = ({ agent, method }: Called): string => `${splitName(agent).type}.${method}`;

const aboutCall = ({ agent, method, callId }: Message): Attributes => ({
  "granary.agent.type": splitName(agent).type,
  "granary.agent": agent,
  "granary.method": method,
  "granary.call_id": callId,
});

function endSpan(span: Span, outcome: string): void {
  span.setAttribute("granary.outcome", outcome);
  if (!wellEnded.has(outcome)) span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
  span.end();
}

/** A turn may be given up after its end was told. */
function endOnce(seen: Watch["end"], span: Span | undefined): Watch["end"] {
  let ended = false;
  return (outcome) => {
    if (ended) return;
    ended = true;
    seen(outcome);
    if (span) endSpan(span, outcome);
  };
}
