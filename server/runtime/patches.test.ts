import fc from "fast-check";
import { applyPatches, createDraft, enablePatches, finishDraft, freeze, type Patch } from "immer";
import { expect, test } from "vitest";
import { patched } from "./patches.ts";

enablePatches();

type State = { lines: Record<string, { n: number; tags: string[] }>; list: { id: number }[]; note: string | null };

const key = fc.constantFrom("a", "b", "10", "constructor");
const index = fc.nat(3);
const change = fc.oneof(
  fc.record({ do: fc.constant("put" as const), key, n: fc.nat(9) }),
  fc.record({ do: fc.constant("count" as const), key }),
  fc.record({ do: fc.constant("tag" as const), key }),
  fc.record({ do: fc.constant("drop" as const), key }),
  fc.record({ do: fc.constant("push" as const), n: fc.nat(9) }),
  fc.record({ do: fc.constant("insert" as const), index, n: fc.nat(9) }),
  fc.record({ do: fc.constant("cut" as const), index }),
  fc.record({ do: fc.constant("note" as const), text: fc.option(fc.string()) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function make(draft: State, one: Change): void {
  const line = "key" in one && Object.hasOwn(draft.lines, one.key) ? draft.lines[one.key] : undefined;
  if (one.do === "put") draft.lines[one.key] = { n: one.n, tags: ["new"] };
  else if (one.do === "count" && line) line.n += 1;
  else if (one.do === "tag" && line) line.tags.push("more");
  else if (one.do === "drop") delete draft.lines[one.key];
  else if (one.do === "push") draft.list.push({ id: one.n });
  else if (one.do === "insert") draft.list.splice(one.index, 0, { id: one.n });
  else if (one.do === "cut") draft.list.splice(one.index, 2);
  else if (one.do === "note") draft.note = one.text;
}

function patchesOf(state: State, changes: readonly Change[]): Patch[] {
  const draft = createDraft(state) as State;
  for (const one of changes) make(draft, one);
  let patches: Patch[] = [];
  finishDraft(draft, (made) => {
    patches = made;
  });
  return JSON.parse(JSON.stringify(patches)) as Patch[];
}

const empty: State = freeze({ lines: { a: { n: 1, tags: [] } }, list: [{ id: 1 }, { id: 2 }], note: null }, true);

test("what it makes is what Immer makes, and shares what did not change", () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 6 }), (turns) => {
      let state = empty;
      for (const changes of turns) {
        // Immer itself refuses a key that is the name of what every object has
        const plain = changes.filter((one) => !("key" in one) || one.key !== "constructor");
        const patches = patchesOf(state, plain);
        const before = structuredClone(state);
        const next = patched(state, patches);
        expect(next).toEqual(applyPatches(state, structuredClone(patches)));
        expect(state).toEqual(before);
        if (!plain.some((one) => "key" in one)) expect(next.lines).toBe(state.lines);
        state = next;
      }
    }),
  );
});

test("patches of many turns make at once what they make one after the other", () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 6 }), (turns) => {
      let state = empty;
      const all: Patch[] = [];
      for (const changes of turns) {
        const patches = patchesOf(state, changes);
        all.push(...patches);
        state = patched(state, patches);
      }
      expect(patched(empty, structuredClone(all))).toEqual(state);
    }),
  );
});

test("a thousand patches copy what they change once", () => {
  let copies = 0;
  const lines = new Proxy(empty.lines, {
    ownKeys(target) {
      copies += 1;
      return Reflect.ownKeys(target);
    },
  });
  const one: Patch = { op: "replace", path: ["lines", "a", "n"], value: 1 };
  patched(
    { ...empty, lines },
    Array.from({ length: 1000 }, () => one),
  );
  expect(copies).toBe(1);
});

test("all of it is frozen", () => {
  const next = patched(
    empty,
    patchesOf(empty, [
      { do: "put", key: "b", n: 1 },
      { do: "push", n: 3 },
    ]),
  );
  const parts = [next, next.lines, next.lines.b, next.lines.b?.tags, next.list, next.list.at(-1)];
  expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
});

test("the whole may be replaced, and changed after that", () => {
  const patches: Patch[] = [
    { op: "replace", path: [], value: { list: [{ id: 1 }] } },
    { op: "replace", path: ["list", 0, "id"], value: 2 },
  ];
  expect(patched(empty, patches)).toEqual({ list: [{ id: 2 }] });
});

test("a patch that leads nowhere or to a prototype is refused", () => {
  expect(() => patched(empty, [{ op: "replace", path: ["none", "x"], value: 1 }])).toThrow("where nothing is");
  expect(() => patched(empty, [{ op: "add", path: ["__proto__"], value: {} }])).toThrow("prototype");
  expect(() => patched(empty, [{ op: "add", path: ["__proto__", "x"], value: 1 }])).toThrow("prototype");
});
