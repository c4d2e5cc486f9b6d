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
  found?: OpenTurn | undefined;
};

export const createTurnRecord = (options: Options): TurnRecord => new WrittenTurn(options);

/** A class, since one is made for each turn: methods and accessors of a literal would be made anew each time. */
class WrittenTurn implements TurnRecord {
  readonly events: TurnEvent[];
  readonly #options: Options;
  #bytes: number;
  #open: { base: number; code: number } | undefined;

  constructor(options: Options) {
    const { found } = options;
    this.#options = options;
    this.events = found ? [...found.events] : [];
    this.#bytes = this.events.length === 0 ? 0 : JSON.stringify(this.events).length;
    this.#open = found && !found.waits ? { base: found.base, code: found.code } : undefined;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  get base(): number | undefined {
    return this.#open?.base;
  }

  get code(): number | undefined {
    return this.#open?.code;
  }

  async write(added: TurnEvent[], { version, code }: { version: number; code: number }): Promise<void> {
    const { store, fence, message, known, onOpen } = this.#options;
    // the input stands in the record too; only a turn that reaches out pays for counting it
    const opening = this.#open ? 0 : (JSON.stringify(message.input)?.length ?? 0);
    const addedBytes = JSON.stringify(added).length + opening;
    if (this.#bytes + addedBytes > maxBytes)
      throw new Error(`the turn's record would be over ${maxBytes} bytes; nothing of this step has left`);
    if (this.#open) {
      const from = this.events.length;
      const extended = await known(() => store.extend(fence, message.callId, from, added));
      if (extended.kind === "not_owner") throw new Dropped("the epoch is over");
      if (extended.kind === "closed") throw new RecordClosed();
      this.#keep(added, addedBytes);
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
    this.#open = { base: version, code };
    this.#keep(added, addedBytes);
    await onOpen();
  }

  /** Only what was written counts: a refused write comes again. */
  #keep(added: TurnEvent[], addedBytes: number): void {
    this.events.push(...added);
    this.#bytes += addedBytes;
  }
}
