import { Fault } from "./faults.ts";
import type { Group } from "./group.ts";
import type { Entry } from "./mailbox.ts";
import type { Message } from "./message.ts";
import type { Observer, Watch } from "./observer.ts";
import type { Commit, Committed } from "./ports.ts";
import type { TurnEnd } from "./turn.ts";
import type { Workplace } from "./workplace.ts";

/** How `control.ts` ends an attempt: it is begun anew, here or elsewhere, and nothing has failed. */
const begunAnew = new Set(["Settled", "Restart", "RecordClosed", "Replaced", "Superseded", "Withdrawn", "NewerCode"]);

/** A word for what was thrown, out of a small set: it becomes a label. */
function outcomeOf(error: unknown): string {
  if (error instanceof Fault) return error.code;
  const name = error instanceof Error ? error.name : "";
  if (begunAnew.has(name)) return "begun_anew";
  return name === "Dropped" ? "dropped" : name === "Unavailable" ? "unavailable" : "threw";
}

/** Lets a watch end as what is watched has ended; answers what it was given, so that watching puts off nothing. */
export function watched<T>(watch: Watch, run: Promise<T>, outcome: (result: T) => string): Promise<T> {
  run.then(
    (result) => watch.end(outcome(result)),
    (error: unknown) => watch.end(outcomeOf(error)),
  );
  return run;
}

type Send<T> = (message: Message) => Promise<T>;

/** The sender itself where nobody watches; else its messages carry the trace of the watch. */
export function watchSends<T>(
  begin: ((message: Message) => Watch) | undefined,
  send: Send<T>,
  outcome: (result: T) => string,
): Send<T> {
  if (begin === undefined) return send;
  return (message) => {
    const watch = begin(message);
    const { trace } = watch;
    return watched(watch, send(trace === undefined ? message : { ...message, trace }), outcome);
  };
}

/** Runs one attempt of an entry. */
export function watchTurn(
  observer: Observer,
  entry: Entry,
  run: () => Promise<TurnEnd> | TurnEnd,
): Promise<TurnEnd> | TurnEnd {
  const watch = observer.turn(entry.message, entry.attempts);
  entry.watch = watch;
  const ran = ({ answer }: TurnEnd) => watch.ran(answer.kind);
  const failed = (error: unknown) => watch.end(outcomeOf(error));
  try {
    const end = run();
    if (end instanceof Promise) end.then(ran, failed);
    else ran(end);
    return end;
  } catch (error) {
    failed(error);
    throw error;
  }
}

/** The commit of a group, until its outcome is known. */
export function commitOnce(at: Workplace, commit: Commit, taken: Group): Promise<Committed> {
  const committed = at.known(() => at.store.commit(at.fence, commit));
  if (at.observer === undefined) return committed;
  const turns = taken.map(({ entry }) => entry);
  const watch = at.observer.commit(turns);
  const end = (outcome: string) => {
    watch.end(outcome);
    for (const turn of turns) turn.watch?.end(outcome);
  };
  return watched({ end }, committed, ({ kind }) => kind);
}
