import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { applied, beginDraft, endDraft, parseState } from "./state.ts";
import type { AgentType } from "./types.ts";

type Durable = NonNullable<AgentType["durable"]>;
const durable = { state: z.object({ of: z.unknown(), list: z.unknown() }), version: 1, keep: 0 } as unknown as Durable;

const key = fc.constantFrom("a", "b", "c");
const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const odd = fc.constantFrom(undefined, Number.NaN, -0, Number.POSITIVE_INFINITY, 1e-7, "\ud800");
const value = fc.oneof({ weight: 3, arbitrary: plain }, odd, fc.array(plain), fc.dictionary(key, odd));

type Draft = { of: Record<string, unknown>; list: unknown[] };
const set = (holder: object, at: string | number, to: unknown) => void Reflect.set(holder, at, to);
const change: fc.Arbitrary<(draft: Draft) => void> = fc.oneof(
  fc.tuple(key, value).map(
    ([name, to]) =>
      ({ of }: Draft) =>
        set(of, name, to),
  ),
  key.map(
    (name) =>
      ({ of }: Draft) =>
        void Reflect.deleteProperty(of, name),
  ),
  fc.tuple(fc.nat(3), value).map(
    ([at, to]) =>
      ({ list }: Draft) =>
        set(list, Math.min(at, list.length), to),
  ),
  fc.constant(({ list }: Draft) => void list.shift()),
  fc.constant(({ list }: Draft) => set(list, "length", 0)),
);

test("the state after a turn is what its stored patch makes of the one before", () => {
  const before = fc.record({ of: fc.dictionary(key, fc.oneof(plain, fc.array(plain))), list: fc.array(plain) });
  fc.assert(
    fc.property(before, fc.array(change, { minLength: 1, maxLength: 4 }), (start, changes) => {
      const state = parseState(JSON.stringify(start));
      const draft = beginDraft(state) as Draft;
      for (const each of changes) each(draft);
      const end = endDraft(durable, { state, version: 1, bytes: 1_000_000 }, draft);
      // as another process will have it
      const elsewhere = applied(state, [end.patch]);
      expect(end.state).toStrictEqual(elsewhere);
      expect(parseState(JSON.stringify(end.state))).toStrictEqual(end.state);
      expect(isFrozen(end.state)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const isFrozen = (given: unknown): boolean =>
  typeof given !== "object" || given === null || (Object.isFrozen(given) && Object.values(given).every(isFrozen));
