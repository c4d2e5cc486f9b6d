import { expect, onTestFinished, test, vi } from "vitest";
import { type Begin, createLeader, type Heard } from "./leader.ts";

type Stream = Begin & Heard & { open: boolean };

function openLeader() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const clock = { now: () => Date.now(), advance: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
  const streams: Stream[] = [];
  const told: string[][] = [];
  const toldTo: string[] = [];
  const leader = createLeader({
    connect(begin, heard) {
      const stream = { ...begin, ...heard, open: true };
      streams.push(stream);
      return () => {
        stream.open = false;
      };
    },
    tell(changed, tab = "all") {
      told.push([...changed]);
      toldTo.push(tab);
    },
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    random: () => 1,
  });
  const latest = () => {
    const stream = streams.at(-1);
    if (!stream) throw new Error("nothing is connected");
    return stream;
  };
  const open = () => streams.filter((stream) => stream.open);
  return { clock, leader, streams, told, toldTo, latest, open };
}

test("the topics of all tabs share one stream, and tabs that come together cause one", async () => {
  const { clock, leader, streams, latest } = openLeader();
  leader.want("a", ["cart", "price/1"]);
  leader.want("b", ["cart", "price/2"]);
  await clock.advance(1_000);
  expect(streams.length).toBe(1);
  expect(latest().topics.toSorted()).toEqual(["cart", "price/1", "price/2"]);
  expect(latest().fresh.toSorted()).toEqual(["cart", "price/1", "price/2"]);
});

test("nothing to follow needs no stream", async () => {
  const { clock, leader, streams } = openLeader();
  leader.want("a", []);
  await clock.advance(60_000);
  expect(streams).toEqual([]);
});

test("a new topic begins where the last stream was, and only it is fresh", async () => {
  const { clock, leader, latest, open } = openLeader();
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  latest().onNews("id1", ["cart"]);
  leader.want("b", ["price/2"]);
  await clock.advance(1_000);
  expect(latest()).toMatchObject({ fresh: ["price/2"], lastEventId: "id1" });
  expect(open().length).toBe(1);
});

test("a topic that was never told stays fresh", async () => {
  const { clock, leader, latest } = openLeader();
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  leader.want("b", ["price/2"]);
  await clock.advance(1_000);
  expect(latest().fresh.toSorted()).toEqual(["cart", "price/2"]);
});

test("a tab that goes costs no new stream, the last one ends it with the next that comes", async () => {
  const { clock, leader, streams, open } = openLeader();
  leader.want("a", ["cart"]);
  leader.want("b", ["price/2"]);
  await clock.advance(1_000);
  leader.want("b", []);
  await clock.advance(1_000);
  expect(streams.length).toBe(1);
  leader.want("a", []);
  await clock.advance(1_000);
  expect(open()).toEqual([]);
});

test("a page that is shown again while its topic is still covered is told of it once, and no other tab is", async () => {
  const { clock, leader, streams, told, toldTo, latest } = openLeader();
  leader.want("a", ["cart", "price/1"]);
  await clock.advance(1_000);
  latest().onNews("id1", ["cart", "price/1"]);
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  latest().onNews("id2", ["price/1"]);
  leader.want("a", ["cart", "price/1"]);
  leader.want("a", ["cart", "price/1"]);
  await clock.advance(1_000);
  expect(streams.length).toBe(1);
  expect(told.slice(2)).toEqual([["price/1"]]);
  expect(toldTo.slice(2)).toEqual(["a"]);
});

test("a second tab is told of what it shows when it joins, also while the line is broken", async () => {
  const { clock, leader, told, toldTo, latest } = openLeader();
  leader.want("a", ["price/1"]);
  await clock.advance(1_000);
  latest().onNews("id1", ["price/1"]);
  leader.want("b", ["price/1"]);
  latest().onEnd({ left: false, retryAfter: null });
  leader.want("c", ["price/1"]);
  expect(told.slice(1)).toEqual([["price/1"], ["price/1"]]);
  expect(toldTo.slice(1)).toEqual(["b", "c"]);
});

test("what the stream has still to tell for the first time is not told twice", async () => {
  const { clock, leader, told, latest } = openLeader();
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  leader.want("b", ["cart"]);
  await clock.advance(1_000);
  latest().onNews("id1", ["cart"]);
  expect(told).toEqual([["cart"]]);
});

test("news goes to the tabs; what a closed stream still says does not", async () => {
  const { clock, leader, streams, told, latest } = openLeader();
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  latest().onNews("id1", ["cart"]);
  latest().onNews("id2", []);
  leader.want("b", ["price/2"]);
  await clock.advance(1_000);
  streams[0]?.onNews("id3", ["cart"]);
  expect(told).toEqual([["cart"]]);
});

test("a line that fails is tried again ever later, and sooner once it has worked", async () => {
  const { clock, leader, streams, latest } = openLeader();
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  const times: number[] = [];
  for (let failures = 0; failures < 8; failures++) {
    const [before, since] = [streams.length, clock.now()];
    latest().onEnd({ left: false, retryAfter: null });
    while (streams.length === before) await clock.advance(100);
    times.push(clock.now() - since);
  }
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThanOrEqual(30_000);
  latest().onNews("id", []);
  const before = streams.length;
  latest().onEnd({ left: false, retryAfter: null });
  await clock.advance(2_000);
  expect(streams.length).toBe(before + 1);
});

test("a refusal is obeyed for as long as it says, also when tabs come meanwhile", async () => {
  const { clock, leader, streams, latest } = openLeader();
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  latest().onEnd({ left: false, retryAfter: 30 });
  leader.want("b", ["price/2"]);
  await clock.advance(29_000);
  expect(streams.length).toBe(1);
  await clock.advance(2_000);
  expect(latest().topics.toSorted()).toEqual(["cart", "price/2"]);
});

test("after the shop has ended it, or somebody signed in, everything is fresh", async () => {
  const { clock, leader, latest } = openLeader();
  leader.want("a", ["cart"]);
  await clock.advance(1_000);
  latest().onNews("id1", []);
  latest().onEnd({ left: true, retryAfter: null });
  await clock.advance(60_000);
  expect(latest()).toMatchObject({ fresh: ["cart"], lastEventId: null });
  latest().onNews("id2", []);
  leader.anew();
  await clock.advance(60_000);
  expect(latest()).toMatchObject({ fresh: ["cart"], lastEventId: null, open: true });
});

test("of too many topics the tabs that came last have theirs", async () => {
  const { clock, leader, latest } = openLeader();
  for (let tab = 0; tab < 60; tab++) leader.want(`${tab}`, [`price/${tab}`]);
  await clock.advance(1_000);
  expect(latest().topics.length).toBe(50);
  expect(latest().topics).toContain("price/59");
});
