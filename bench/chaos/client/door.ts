import type { Command } from "../record.ts";
import type { Ended } from "./ended.ts";

/** One way into the shop. */
export interface Door {
  readonly name: "rest" | "trpc";
  readonly keyedCheckouts: boolean;
  /** Finds out what the command needs and is the same for all its attempts; rejects while that cannot be had. */
  prepare(command: Command): Promise<unknown>;
  /** One attempt; never rejects. */
  send(command: Command, key: string | undefined, prepared: unknown): Promise<Ended>;
  /** The shop's own id for a cart that has been touched; rejects while it cannot be had. */
  shopperOf(cart: string): Promise<string>;
}
