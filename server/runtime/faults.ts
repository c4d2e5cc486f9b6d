/** The closed set of reasons why a call has no outcome. Refusals are not among them: those are values. */
export const faultCodes = [
  /** Redis cannot be reached: whether the command was accepted is unknown; ask again with the same key. */
  "unavailable",
  /** Refused at the door before it was accepted; `retryAfter` says when to come back. */
  "overloaded",
  /** No answer in time; the command may still run unless its turn had not begun. Ask again with the same key. */
  "deadline_exceeded",
  /** The call would wait for itself. */
  "cycle",
  /** The key was used with another input. */
  "key_reused",
  "cancelled",
  /** The command failed for good and waits among the dead letters. */
  "dead_lettered",
  /** A repeated turn took another path than its record: its code changed or is not deterministic. */
  "turn_diverged",
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** Thrown where a call ends without an outcome. `retryAfter` is in seconds. */
export class Fault extends Error {
  override name = "Fault";
  readonly code: FaultCode;
  readonly retryAfter?: number;

  constructor(code: FaultCode, message: string, options: { retryAfter?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
  }
}

/** The caller's mistake: an id or an input that the contract does not allow. Nothing was sent. */
export class InvalidInput extends Error {
  override name = "InvalidInput";
  readonly issues: { path: PropertyKey[]; message: string }[];

  constructor(what: string, issues: { path: PropertyKey[]; message: string }[]) {
    super(
      `${what}: ${issues.map(({ path, message }) => `${path.map(String).join(".") || "input"} ${message}`).join("; ")}`,
    );
    this.issues = issues;
  }
}
