import fc from "fast-check";
import { expect, test } from "vitest";
import { canRun, createReleases, isBehind, type Release } from "./release.ts";

const cart = (version: number, ...commands: string[]): Release => ({ cart: { version, commands } });

test("schema versions decide which release is older, then the commands that it lacks", () => {
  expect(isBehind(cart(1, "add", "drop"), cart(2, "add"))).toBe(true);
  expect(isBehind(cart(2, "add"), cart(1, "add", "drop"))).toBe(false);
  expect(isBehind(cart(1, "add"), cart(1, "add", "drop"))).toBe(true);
  expect(isBehind(cart(1, "add"), cart(1, "add"))).toBe(false);
  expect(isBehind(cart(1, "add", "old"), cart(1, "add", "new"))).toBe(false);
  expect(isBehind({}, cart(1))).toBe(true);
  const order = { order: { version: 2, commands: [] } };
  expect(isBehind({ ...cart(2), ...order }, { ...cart(3), order: { version: 1, commands: [] } })).toBe(false);
});

test("a release runs states that are no newer, and commands that it knows", () => {
  expect(canRun(cart(2, "add"), { type: "cart", version: 2, command: "add" })).toBe(true);
  expect(canRun(cart(2, "add"), { type: "cart", version: 3 })).toBe(false);
  expect(canRun(cart(2, "add"), { type: "cart", command: "drop" })).toBe(false);
  expect(canRun(cart(2, "add"), { type: "order" })).toBe(false);
});

const types = fc.uniqueArray(fc.constantFrom("a", "b", "c"));
const anyRelease = fc
  .record({ types, version: fc.func(fc.integer({ min: 1, max: 3 })), commands: fc.func(types) })
  .map(({ types, version, commands }): Release => {
    return Object.fromEntries(types.map((type) => [type, { version: version(type), commands: commands(type) }]));
  });

test("being behind is a strict order, so of any releases that live at once one is behind nobody", () => {
  fc.assert(
    fc.property(anyRelease, anyRelease, anyRelease, (a, b, c) => {
      expect(isBehind(a, a)).toBe(false);
      expect(isBehind(a, b) && isBehind(b, a)).toBe(false);
      if (isBehind(a, b) && isBehind(b, c)) expect(isBehind(a, c)).toBe(true);
      const releases = createReleases(a);
      const silos = { x: a, y: b, z: c };
      releases.look(new Map(Object.entries(silos).map(([silo, release]) => [silo, JSON.stringify(release)])));
      expect(releases.newest(["x", "y", "z"]).length).toBeGreaterThan(0);
    }),
  );
});

test("a silo of which nothing is known takes nobody's place", () => {
  const releases = createReleases(cart(1));
  expect(releases.newest(["old", "older"])).toEqual(["old", "older"]);
  releases.look(new Map([["old", JSON.stringify(cart(2))]]));
  expect(releases.newest(["old", "older"])).toEqual(["old", "older"]);
  expect(releases.newerRuns({ type: "cart", version: 2 })).toBe(true);
  expect(releases.newerRuns({ type: "cart", version: 3 })).toBe(false);
});

test("what another branch alone knows is left to it, what only an older release knows is not", () => {
  const releases = createReleases(cart(1, "add", "old"));
  releases.look(new Map([["branch", JSON.stringify(cart(1, "add", "new"))]]));
  expect(releases.newerRuns({ type: "cart", command: "new" })).toBe(false);
  expect(releases.othersRun({ type: "cart", command: "new" })).toBe(true);
  const newer = createReleases(cart(2, "add"));
  newer.look(new Map([["older", JSON.stringify(cart(1, "old"))]]));
  expect(newer.othersRun({ type: "cart", command: "old" })).toBe(false);
});
