import { expect, test } from "vitest";
import type { Command, Line } from "../record.ts";
import type { Door } from "./door.ts";
import type { Ended } from "./ended.ts";
import { runClient } from "./run-client.ts";

const command: Command = { kind: "price", product: "p", region: "c", amount: 1 };

/** Lets one client send one command that ends as told, attempt by attempt; answers what it wrote and sent. */
async function send(keyed: boolean, expected: "ok" | "refused", ...ends: Ended[]) {
  const lines: Line[] = [];
  const keys: (string | undefined)[] = [];
  let over = false;
  let written = 0;
  const door: Door = {
    ...{ name: "rest", keyedCheckouts: false, prepare: async () => undefined, shopperOf: async () => "s" },
    async send(_command, key) {
      keys.push(key);
      written = lines.length;
      return ends.shift() ?? { outcome: "wrong" };
    },
  };
  let ended: string | undefined;
  await runClient({
    ...{ client: "c", run: "r", door, otherDoor: door, pause: () => 0, isOver: () => over, isTooLate: () => over },
    plan: {
      next: () => ({ command, keyed, expected }),
      ended: (_command, outcome) => {
        ended = outcome;
        over = true;
      },
    },
    write: (line) => lines.push(line),
    now: () => 0,
  });
  const told = lines.map((line) => (line.line === "answer" ? line.outcome : line.line));
  return { told, keys, ended, writtenBefore: lines[written - 1]?.line };
}

test("a command is written down before it leaves and after its answer", async () => {
  const { told, ended, writtenBefore } = await send(false, "ok", { outcome: "ok" });
  expect([told, ended, writtenBefore]).toEqual([["send", "ok"], "ok", "send"]);
});

test("under a key it is asked again until its end is known, with the same key", async () => {
  const { told, keys } = await send(true, "ok", { outcome: "unknown" }, { outcome: "not_sent" }, { outcome: "ok" });
  expect(told).toEqual(["send", "unknown", "send", "not_sent", "send", "ok"]);
  expect(keys).toEqual(["r-c-1", "r-c-1", "r-c-1"]);
});

test("without a key it is asked again only while it has certainly not arrived", async () => {
  const { told, keys, ended } = await send(false, "ok", { outcome: "not_sent" }, { outcome: "unknown" });
  expect([told, keys, ended]).toEqual([["send", "not_sent", "send", "unknown"], [undefined, undefined], "unknown"]);
});

test("an answer that cannot be is wrong", async () => {
  expect((await send(false, "ok", { outcome: "refused", code: "x" })).ended).toBe("wrong");
  expect((await send(false, "refused", { outcome: "ok" })).ended).toBe("wrong");
  expect((await send(false, "refused", { outcome: "refused" })).ended).toBe("refused");
});
