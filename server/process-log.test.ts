import { expect, test } from "vitest";
import { createProcessLog } from "./process-log.ts";

function openLog(current?: () => string | undefined) {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { lines, log: createProcessLog({ level: "info", current, destination }) };
}

const trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

test("a line says which call of which agent it is about, and in which trace", () => {
  const { log, lines } = openLog();
  log("warn", "a turn failed", { agent: "cart/u1", callId: "c1", trace });
  expect(lines).toEqual([
    expect.objectContaining({
      level: 40,
      msg: "a turn failed",
      agent: "cart/u1",
      callId: "c1",
      traceId: "0af7651916cd43dd8448eb211c80319c",
      pid: process.pid,
    }),
  ]);
  expect(lines[0]).not.toHaveProperty("trace");
});

test("without a trace of its own a line has that of the request that runs", () => {
  const { log, lines } = openLog(() => trace);
  log("info", "here");
  expect(lines[0]).toMatchObject({ traceId: "0af7651916cd43dd8448eb211c80319c" });
});

test("nothing secret or personal leaves it, in fields, in errors or in the text", () => {
  const { log, lines } = openLog();
  log("error", "ada@example.com failed", {
    error: new Error("redis://:hunter2@host is away"),
    headers: { cookie: "session=1", "x-api-key": "gk_1" },
    input: { address: { street: "1 Mill Lane" }, password: "hunter2" },
  });
  const text = JSON.stringify(lines);
  for (const told of ["ada@", "hunter2", "session=1", "gk_1", "Mill Lane"]) expect(text).not.toContain(told);
  expect(lines[0]).toMatchObject({ error: { type: "Error" } });
});

test("what is below its level is not even looked at", () => {
  const { log, lines } = openLog(() => {
    throw new Error("asked");
  });
  log("debug", "nothing");
  expect(lines).toEqual([]);
});
