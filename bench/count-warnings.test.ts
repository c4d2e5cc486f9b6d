import { expect, test } from "vitest";
import { countWarnings } from "./count-warnings.ts";

const line = (level: number, msg: string) => JSON.stringify({ level, time: 1, pid: 2, msg });

test("warnings and errors are counted by what they say, and everything else is passed over", () => {
  const log = [
    "Granary is open at http://127.0.0.1:3000",
    line(30, "ready"),
    line(40, "slow"),
    line(50, "broken"),
    line(40, "slow"),
    '{"level":',
    "42",
    "",
  ].join("\n");
  expect(countWarnings(log)).toEqual([
    { message: "slow", count: 2 },
    { message: "broken", count: 1 },
  ]);
});
