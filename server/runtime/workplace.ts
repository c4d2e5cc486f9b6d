import type { Log } from "./log.ts";
import type { Answer, Message, Refused } from "./message.ts";
import type { Observer } from "./observer.ts";
import type { Clock, Fence, Store } from "./ports.ts";
import type { Quarantine } from "./quarantine.ts";
import type { Need } from "./release.ts";
import type { Replicas } from "./replica.ts";
import type { TurnWorld } from "./turn.ts";

/**
 * Named places at which a test may stop or kill the process: after a message was accepted, after a turn record was
 * opened, before and after a commit, before a reply is told in this process, before the outbox is relayed.
 */
export type Failpoint =
  | "after-accept"
  | "after-turn-record"
  | "before-commit"
  | "after-commit"
  | "before-reply"
  | "before-relay";

/** What an owned partition gives its agents. */
export interface Workplace {
  fence: Fence;
  store: Store;
  clock: Clock;
  replicas: Replicas;
  quarantine: Quarantine;
  world: TurnWorld;
  observer: Observer | undefined;
  log: Log;
  random(): number;
  /** Repeats a port call until its outcome is known; throws `Dropped` once the partition is given up. */
  known<T>(attempt: () => Promise<T>): Promise<T>;
  /** Throws `Dropped` once the partition is given up. */
  check(): void;
  giveUp(error: unknown): void;
  /** Whether a living silo can run what this one cannot, and is not of an older release. */
  othersRun(need: Need): boolean;
  /** An agent here waits for newer code: where that lives, the partition is handed back. */
  needsNewer(need: Need): void;
  failpoint(point: Failpoint, agent: string): Promise<void> | void;
  onOutbox(): void;
  /** The partition's feed has grown. */
  onCommit(): void;
  /** Marks that a suspect begins alone; how often it has been marked by now. */
  mark(callId: string): Promise<number>;
  unmark(callId: string): Promise<void>;
  isLocal(channel: string): boolean;
  reply(channel: string, message: Message, answer: Answer | Refused): void;
}
