import { describe, expect, test } from "vitest";
import { createVirtualClock } from "#runtime/memory/virtual-clock.ts";
import { repeatRounds } from "./repeat-rounds.ts";

/** Rounds that take as long as the test wants, on a clock that stands still. */
function open({ takes = 0, fails = () => false }: { takes?: number; fails?: () => boolean } = {}) {
  const clock = createVirtualClock(0);
  const rounds: { at: number; which: number[] | "all" }[] = [];
  const said: string[] = [];
  let hear: (partition: number) => void = () => {};
  const repeating = repeatRounds({
    onCommits(heard) {
      hear = heard;
      return () => {
        hear = () => {};
      };
    },
    clock,
    async round(partitions) {
      rounds.push({ at: clock.monotonic(), which: partitions ? [...partitions].sort() : "all" });
      if (takes > 0) await new Promise<void>((resolve) => void clock.after(takes, resolve));
      if (fails()) throw new Error("away");
    },
    explain: String,
    log: (level, message) => void said.push(`${level}: ${message}`),
  });
  return { clock, rounds, said, ring: (partition: number) => hear(partition), stop: repeating.stop };
}

describe("rounds of the projector", () => {
  test("begin with all partitions, and again after two seconds without a hint", async () => {
    const world = open();
    await world.clock.advance(4_100);
    expect(world.rounds).toEqual([0, 2_000, 4_000].map((at) => ({ at, which: "all" })));
    await world.stop();
  });

  test("follow a hint at once, with the partitions that rang", async () => {
    const world = open();
    await world.clock.advance(500);
    world.ring(3);
    await world.clock.advance(0);
    expect(world.rounds.slice(1)).toEqual([{ at: 500, which: [3] }]);
    await world.stop();
  });

  test("gather the hints of a tenth of a second under load, and those of a long round", async () => {
    const world = open({ takes: 300 });
    for (let n = 0; n < 100; n++) {
      world.ring(n % 2);
      await world.clock.advance(10);
    }
    expect(world.rounds).toEqual([
      { at: 0, which: "all" },
      { at: 400, which: [0, 1] },
      { at: 800, which: [0, 1] },
    ]);
    await world.clock.advance(1_000);
    expect(world.rounds.slice(3)).toEqual([{ at: 1_200, which: [0, 1] }]);
    await world.clock.advance(300);
    await world.stop();
  });

  test("look at all partitions in time although one rings all the while", async () => {
    const world = open();
    for (let n = 0; n < 250; n++) {
      world.ring(1);
      await world.clock.advance(10);
    }
    expect(world.rounds.filter(({ which }) => which === "all").map(({ at }) => at)).toEqual([0, 2_000]);
    await world.stop();
  });

  test("wait longer after each fault, whatever rings, and then take up all partitions", async () => {
    let away = true;
    const world = open({ fails: () => away });
    for (let n = 0; n < 150; n++) {
      world.ring(1);
      await world.clock.advance(10);
    }
    expect(world.rounds).toEqual([0, 200, 600, 1_400].map((at) => ({ at, which: "all" })));
    away = false;
    await world.clock.advance(20_000);
    expect(world.rounds[4]).toEqual({ at: 3_000, which: "all" });
    expect(world.said).toEqual([
      "warn: the read models are not brought up to date for now",
      "info: the read models are brought up to date again",
    ]);
    await world.stop();
  });

  test("end when they are stopped, also in the middle of a pause", async () => {
    const world = open();
    await world.clock.advance(50);
    await world.stop();
    world.ring(1);
    await world.clock.advance(10_000);
    expect(world.rounds).toHaveLength(1);
  });
});
