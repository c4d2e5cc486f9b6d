import { Dropped, RecordClosed, Replaced, Restart, Settled, Superseded, TooOld } from "./control.ts";
import type { Message, TurnEvent } from "./message.ts";
import type { Fence, OpenTurn, Store } from "./ports.ts";

const maxBytes = 1024 * 1024;

/** What a turn that reaches out has written down, so that a repeat does the same. */
export interface TurnRecord {
  readonly isOpen: boolean;
  readonly events: readonly TurnEvent[];
  /** The version under which the turn runs, once the record is open. */
  readonly base: number | undefined;
  /** The schema version of the code that opened it. */
  readonly code: number | undefined;
  /**
   * Writes events behind those already there; the first write opens the record.
   * Nothing of the turn may leave before the write that names it has returned.
   * Throws `Settled`, `Restart`, `RecordClosed`, `TooOld`, `Superseded` or `Dropped` when the turn is not this silo's to run (any more).
   */
  write(events: TurnEvent[], base: { version: number; code: number }): Promise<void>;
}

type Options = {
  store: Pick<Store, "open" | "extend">;
  fence: Fence;
  message: Message;
  /** Repeats a port call until its outcome is known. */
  known: <T>(attempt: () => Promise<T>) => Promise<T>;
  /** From now on the record, not the job, owns the message. */
  onOpen: () => void | Promise<void>;
  found?: OpenTurn;
};

export function createTurnRecord({ store, fence, message, known, onOpen, found }: Options): TurnRecord {
  const events = [...(found?.events ?? [])];
  let bytes = events.length === 0 ? 0 : JSON.stringify(events).length;
  let open = found && !found.waits ? { base: found.base, code: found.code } : undefined;

  /** Only what was written counts: a refused write comes again. */
  function keep(added: TurnEvent[], addedBytes: number): void {
    events.push(...added);
    bytes += addedBytes;
  }

  return {
    get isOpen() {
      return open !== undefined;
    },
    events,
    get base() {
      return open?.base;
    },
    get code() {
      return open?.code;
    },
    async write(added, { version, code }) {
      // the input stands in the record too; only a turn that reaches out pays for counting it
      const opening = open ? 0 : (JSON.stringify(message.input)?.length ?? 0);
      const addedBytes = JSON.stringify(added).length + opening;
      if (bytes + addedBytes > maxBytes)
        throw new Error(`the turn's record would be over ${maxBytes} bytes; nothing of this step has left`);
      if (open) {
        const from = events.length;
        const extended = await known(() => store.extend(fence, message.callId, from, added));
        if (extended.kind === "not_owner") throw new Dropped("the epoch is over");
        if (extended.kind === "closed") throw new RecordClosed();
        keep(added, addedBytes);
        return;
      }
      const { callId, agent, hash } = message;
      const opened = await known(() =>
        store.open(fence, { callId, agent, hash, base: version, message, code, events: added }),
      );
      if (opened.kind === "not_owner") throw new Dropped("the epoch is over");
      if (opened.kind === "answered") throw new Settled(opened.answer);
      if (opened.kind === "replayed") throw new Replaced(opened.message);
      if (opened.kind === "too_old") throw new TooOld();
      if (opened.kind === "superseded") throw new Superseded();
      if (opened.kind === "conflict") throw new Restart();
      if (opened.kind === "blocked") throw new Restart(opened.by);
      open = { base: version, code };
      keep(added, addedBytes);
      await onOpen();
    },
  };
}
