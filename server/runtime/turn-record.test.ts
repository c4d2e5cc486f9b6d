import { expect, it } from "vitest";
import { Restart } from "./control.ts";
import type { TurnEvent } from "./message.ts";
import { aMessage } from "./testing/samples.ts";
import { createTurnRecord } from "./turn-record.ts";

const query = (bytes: number): TurnEvent[] => [
  { kind: "query", n: 0, to: "counter/a", method: "getTotal", hash: "h", value: "x".repeat(bytes) },
];

function record(refusals: number, input: string = "") {
  let left = refusals;
  return createTurnRecord({
    store: {
      open: async () => (left-- > 0 ? { kind: "conflict" } : { kind: "open" }),
      extend: async () => ({ kind: "written" }),
    },
    fence: { partition: 0, epoch: 1 },
    message: aMessage({ input }),
    known: (attempt) => attempt(),
    onOpen: () => {},
  });
}
const base = { version: 0, code: 1 };

it("counts against its bound only what was written, however often a write was refused", async () => {
  const often = record(5);
  for (let i = 0; i < 5; i++) await expect(often.write(query(300_000), base)).rejects.toBeInstanceOf(Restart);
  await often.write(query(300_000), base);
  expect(often.events).toHaveLength(1);
});

it("is a fault beyond a megabyte in all, before anything of the step is written", async () => {
  const large = record(0);
  await large.write(query(700_000), base);
  await expect(large.write(query(700_000), base)).rejects.toThrow("would be over");
  expect(large.events).toHaveLength(1);
});

it("counts the message's input, which it holds as well", async () => {
  const large = record(0, "x".repeat(700_000));
  await expect(large.write(query(700_000), base)).rejects.toThrow("would be over");
  expect(large.isOpen).toBe(false);
  await large.write(query(100), base);
  await expect(large.write(query(700_000), base)).rejects.toThrow("would be over");
});
