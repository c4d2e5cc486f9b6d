import { expect, test } from "vitest";
import { createVirtualClock } from "#runtime/memory/virtual-clock.ts";
import { partitionOf } from "#runtime/partition.ts";
import { createFeedWatcher, type Seen } from "./feed-watcher.ts";
import { fakeFeeds } from "./testing/fake-feeds.ts";

const [a, b] = ["counter/a", "counter/b"];

function openWatcher() {
  const clock = createVirtualClock(0);
  const feeds = fakeFeeds(4);
  for (const agent of [a, b]) feeds.commit(agent);
  const watcher = createFeedWatcher({ feeds, onCommits: feeds.onCommits, clock, log: () => {} });
  const watching = async (...agents: string[]) => {
    const seen: Seen[] = [];
    const watch = watcher.watch((one) => seen.push(one));
    await clock.runUntil(watch.set(new Set(agents)));
    return { seen, watch };
  };
  return { clock, feeds, watcher, watching };
}

const committed = (agent: string, version: number) => ({ kind: "committed", agent, version });

test("a watcher hears of its own agents' commits, in order, and of no others", async () => {
  const { clock, feeds, watching } = openWatcher();
  const { seen } = await watching(a);
  feeds.commit(a);
  feeds.commit(b);
  feeds.commit(a);
  feeds.ring(a);
  await clock.advance(100);
  expect(seen).toEqual([committed(a, 2), committed(a, 3)]);
});

test("a hint that was lost is made up for by the poll", async () => {
  const { clock, feeds, watching } = openWatcher();
  const { seen } = await watching(a);
  feeds.commit(a);
  await clock.advance(10_000);
  expect(seen).toEqual([committed(a, 2)]);
});

test("nothing is read while nobody watches, nor of partitions that nobody watches", async () => {
  const { clock, feeds, watcher, watching } = openWatcher();
  await clock.advance(60_000);
  expect(feeds.reads).toEqual([]);
  const [one, two] = [await watching(a), await watching(a, b)];
  one.watch.end();
  two.watch.end();
  expect([watcher.partitionsRead, feeds.listeners]).toEqual([0, 0]);
  await clock.advance(1_000);
  const before = feeds.reads.length;
  feeds.commit(a);
  feeds.ring(a);
  await clock.advance(60_000);
  expect(feeds.reads.length).toBe(before);
  expect([...one.seen, ...two.seen]).toEqual([]);
});

test("only what is watched is read", async () => {
  const { clock, feeds, watching } = openWatcher();
  await watching(a);
  await clock.advance(10_000);
  expect(new Set(feeds.reads)).toEqual(new Set([partitionOf(a, 4)]));
});

test("many watchers of one agent cost one reader, and each hears", async () => {
  const { clock, feeds, watching } = openWatcher();
  const all = await Promise.all(Array.from({ length: 200 }, () => watching(a)));
  await clock.advance(100);
  const before = feeds.reads.length;
  feeds.commit(a);
  feeds.ring(a);
  await clock.advance(100);
  expect(feeds.reads.length - before).toBe(1);
  expect(all.every(({ seen }) => seen.length === 1)).toBe(true);
});

test("a feed that was trimmed past the place tells everybody that commits may be missing", async () => {
  const { clock, feeds, watching } = openWatcher();
  const [one, other] = [await watching(a), await watching(b)];
  feeds.commit(a);
  feeds.trim(a);
  feeds.ring(a);
  await clock.advance(100);
  expect(one.seen).toEqual([{ kind: "lost", agents: [a] }]);
  expect(other.seen).toEqual([]);
  feeds.commit(a);
  feeds.ring(a);
  await clock.advance(100);
  expect(one.seen.at(-1)).toEqual(committed(a, 3));
});

test("a store that goes away while the place is lost does not make it forget to tell", async () => {
  const { clock, feeds, watching } = openWatcher();
  const { seen } = await watching(a);
  feeds.commit(a);
  feeds.trim(a);
  feeds.awayAfter = 1;
  feeds.ring(a);
  await clock.advance(1_000);
  expect(seen).toEqual([]);
  feeds.awayAfter = Number.POSITIVE_INFINITY;
  await clock.advance(10_000);
  expect(seen).toEqual([{ kind: "lost", agents: [a] }]);
});

test("the first commits of an empty feed may have been trimmed too: they are told as lost", async () => {
  const { clock, feeds, watching } = openWatcher();
  const other = ["counter/c", "counter/d", "counter/e"].find(
    (agent) => ![a, b].some((one) => feeds.shareFeed(one, agent)),
  );
  const { seen } = await watching(other ?? "");
  feeds.commit(other ?? "");
  await clock.advance(10_000);
  expect(seen).toEqual([{ kind: "lost", agents: [other] }]);
});

test("it reads on when the store is back, and whoever began meanwhile waited for it", async () => {
  const { clock, feeds, watching, watcher } = openWatcher();
  const { seen } = await watching(a);
  feeds.awayAfter = 0;
  feeds.commit(a);
  feeds.ring(a);
  const late = watcher.watch(() => {});
  let ready = false;
  void late.set(new Set([a, b])).then(() => {
    ready = true;
  });
  await clock.advance(10_000);
  expect([seen, ready]).toEqual([[], false]);
  feeds.awayAfter = Number.POSITIVE_INFINITY;
  await clock.advance(10_000);
  expect([seen, ready]).toEqual([[committed(a, 2)], true]);
});

test("what is no longer watched is not told, what is watched now is", async () => {
  const { clock, feeds, watching } = openWatcher();
  const { seen, watch } = await watching(a);
  await clock.runUntil(watch.set(new Set([b])));
  for (const agent of [a, b]) {
    feeds.commit(agent);
    feeds.ring(agent);
  }
  await clock.advance(100);
  expect(seen).toEqual([committed(b, 2)]);
});

test("who comes back learns what committed since, or that nobody knows", async () => {
  const { clock, feeds, watching, watcher } = openWatcher();
  const { watch } = await watching(a, b);
  const places = watch.places();
  const since = () => clock.runUntil(watcher.since(new Set([a, b]), places));
  expect(await since()).toEqual(new Set());
  feeds.commit(a);
  expect(await since()).toEqual(new Set([a]));
  feeds.trim(a);
  expect(await since()).toEqual(new Set([a]));
  expect(await clock.runUntil(watcher.since(new Set([a, b]), new Map()))).toEqual(new Set([a, b]));
});
