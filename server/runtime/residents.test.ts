import fc from "fast-check";
import { expect, test } from "vitest";
import { createVirtualClock } from "./memory/virtual-clock.ts";
import { createResidents, type Resident } from "./residents.ts";

const bound = 1000;
const idleMs = 10_000;

function openResidents() {
  const clock = createVirtualClock(0);
  const residents = createResidents(clock, { bytes: bound, idleMs });
  const gone: string[] = [];
  const enter = (name: string, bytes: number): Resident => {
    const resident = residents.enter(() => void gone.push(name));
    resident.weigh(bytes);
    return resident;
  };
  return { clock, residents, gone, enter };
}

test("beyond the bound what has rested longest leaves first, however big it is", () => {
  const { residents, gone, enter } = openResidents();
  const [a, b, c] = [enter("a", 400), enter("b", 400), enter("c", 100)];
  for (const each of [a, b, c]) each.rest();
  a.use();
  a.rest();
  enter("d", 300).rest();
  expect(gone).toEqual(["b"]);
  expect(residents).toMatchObject({ bytes: 800, size: 3 });
});

test("what grows while it is in use makes room for itself", () => {
  const { gone, enter } = openResidents();
  enter("a", 600).rest();
  const b = enter("b", 300);
  b.weigh(900);
  expect(gone).toEqual(["a"]);
});

test("what nobody has used for the idle time leaves, and what was used since stays", async () => {
  const { clock, residents, gone, enter } = openResidents();
  const a = enter("a", 1);
  a.rest();
  enter("b", 1).rest();
  await clock.advance(idleMs / 2);
  a.use();
  a.rest();
  await clock.advance(idleMs * 0.7);
  expect(gone).toEqual(["b"]);
  await clock.advance(idleMs);
  expect(gone).toEqual(["b", "a"]);
  expect(residents).toMatchObject({ bytes: 0, size: 0 });
});

test("what was removed is neither counted nor asked to leave, also if it rests again", async () => {
  const { clock, residents, gone, enter } = openResidents();
  const a = enter("a", 500);
  a.rest();
  a.remove();
  a.weigh(500);
  a.rest();
  await clock.advance(3 * idleMs);
  expect(gone).toEqual([]);
  expect(residents).toMatchObject({ bytes: 0, size: 0 });
});

test("on any walk nothing in use leaves, the count is right and only what is in use may be beyond the bound", async () => {
  const act = fc.record({ who: fc.nat(11), what: fc.constantFrom("use", "rest", "wait"), bytes: fc.nat(400) });
  const walk = fc.asyncProperty(fc.array(act, { minLength: 50, maxLength: 200 }), async (acts) => {
    const clock = createVirtualClock(0);
    const residents = createResidents(clock, { bytes: bound, idleMs });
    const all = new Map<number, { resident: Resident; bytes: number; inUse: boolean }>();
    for (const { who, what, bytes } of acts) {
      if (what === "wait") await clock.advance(idleMs / 3);
      let one = all.get(who);
      if (!one) {
        const made = { resident: residents.enter(() => leave(who)), bytes: 0, inUse: true };
        one = made;
        all.set(who, made);
      }
      one.inUse = true;
      one.resident.use();
      one.bytes = bytes;
      one.resident.weigh(bytes);
      if (what === "rest") {
        one.inUse = false;
        one.resident.rest();
      }
      const left = [...all.values()];
      const sum = (some: typeof left) => some.reduce((total, each) => total + each.bytes, 0);
      expect(residents).toMatchObject({ bytes: sum(left), size: left.length });
      expect(residents.bytes <= Math.max(bound, sum(left.filter(({ inUse }) => inUse)))).toBe(true);
    }
    function leave(who: number): void {
      expect(all.get(who)?.inUse).toBe(false);
      all.delete(who);
    }
  });
  await fc.assert(walk, { numRuns: 50 });
});
