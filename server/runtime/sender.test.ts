import { describe, expect, it } from "vitest";
import { createVirtualClock } from "./memory/virtual-clock.ts";
import type { Message } from "./message.ts";
import type { LineName } from "./ports.ts";
import { createSender } from "./sender.ts";
import { aMessage } from "./testing/samples.ts";

const line: LineName = { partition: 0, lane: "shop", kind: "doors" };

/** A line whose adds take no time. */
function aLine() {
  const clock = createVirtualClock(0);
  const adds: { at: number; size: number }[] = [];
  const queues = {
    restBetweenAdds: 2,
    add: async (_: LineName, envelope: Message[]) => void adds.push({ at: clock.monotonic(), size: envelope.length }),
  };
  const sender = createSender(queues, clock);
  const send = (count: number) => {
    const messages = Array.from({ length: count }, () => aMessage());
    for (const message of messages) void sender.send(line, message);
    return messages;
  };
  return { clock, adds, sender, send };
}

describe("a line", () => {
  it("sends at once when it was idle, and then gathers what comes within two milliseconds", async () => {
    const { clock, adds, send } = aLine();
    send(1);
    await clock.advance(1);
    send(1);
    send(1);
    await clock.advance(10);
    expect(adds).toEqual([
      { at: 0, size: 1 },
      { at: 2, size: 2 },
    ]);
  });

  it("adds nothing where all was withdrawn while it rested", async () => {
    const { clock, adds, sender, send } = aLine();
    send(1);
    await clock.advance(1);
    for (const message of send(1)) expect(sender.withdraw(line, message)).toBe(true);
    await clock.advance(10);
    expect(adds).toHaveLength(1);
    send(1);
    await clock.advance(0);
    expect(adds).toHaveLength(2);
  });
});
