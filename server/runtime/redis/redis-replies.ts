import type { Reply } from "../ports.ts";
import type { Keys } from "./keys.ts";

/** Pairs of channel and body, the last arguments of a script that publishes. */
export function repliesOf(keys: Keys, replies: Reply[]): string[] {
  return replies.flatMap(({ to, body }) => [keys.channel(to), body]);
}
