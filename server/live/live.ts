import type { Result } from "#lib/result.ts";
import type { Caller } from "#runtime/contract.ts";
import type { Place } from "./place-id.ts";

/** The topics that may have changed since the browser last read them; the id says how far it has been told. */
export type Changes = { id: string; changed: string[] };

export type FollowRequest = {
  /** Checked beforehand: only what this shopper may follow. */
  topics: readonly string[];
  /** Told at first in any case; the others only if they have changed since the place. */
  fresh: readonly string[];
  since: Place | null;
  shopper: { id: string; caller: Caller } | null;
  address: string;
  /** Whether the request's session is still the one that it began with. */
  isStillThere: () => Promise<boolean>;
};

/** One browser's subscription. */
export interface Following {
  /** What has changed since the last answer, all at once; the first answer comes at once. Null: it has ended. */
  next(): Promise<Changes | null>;
  end(): void;
}

export interface Live {
  follow(request: FollowRequest): Result<Following, "too_many" | "full" | "closing">;
  /** Ends all; none begins any more. */
  close(): void;
  readonly open: number;
}
