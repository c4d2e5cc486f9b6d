import { expect, test } from "vitest";
import { Unavailable } from "../ports.ts";
import { asUnavailable } from "./unavailable.ts";

const replyError = (message: string) => Object.assign(new Error(message), { name: "ReplyError" });

test.each([
  "LOADING Redis is loading the dataset in memory",
  "OOM command not allowed when used memory > 'maxmemory'.",
  "READONLY You can't write against a read only replica.",
  "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
  "CLUSTERDOWN Hash slot not served",
  "TRYAGAIN Multiple keys request during rehashing of slot",
  "BUSY Redis is busy running a script.",
  "MISCONF Errors writing to the AOF file: No space left on device",
  "EXECABORT Transaction discarded because of previous errors.",
])("a server that cannot now is unavailable: %s", (message) => {
  expect(asUnavailable(replyError(message))).toBeInstanceOf(Unavailable);
});

test.each([
  new Error("Connection is closed."),
  Object.assign(new Error("Command aborted due to connection close"), { name: "AbortError" }),
  Object.assign(new Error("connect ENOENT /redis.sock"), { code: "ENOENT" }),
  Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
])("a connection that broke is unavailable: $message", (error) => {
  const unavailable = asUnavailable(error);
  expect(unavailable).toBeInstanceOf(Unavailable);
  expect((unavailable as Error).cause).toBe(error);
});

test.each([
  replyError("ERR user_script:12: attempt to compare nil with number"),
  replyError("WRONGTYPE Operation against a key holding the wrong kind of value"),
  replyError("GAP events from 3 where the record has 1"),
  new TypeError("x is not a function"),
])("a bug stays what it is: $message", (error) => {
  expect(asUnavailable(error)).toBe(error);
});
