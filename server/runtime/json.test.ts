import fc from "fast-check";
import { expect, test } from "vitest";
import { toJson } from "./json.ts";

const throughText = (value: unknown) => {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, new Date(0), () => 1, Symbol("s")),
  fc.constantFrom<unknown>(new Map([[1, 2]]), Object("boxed"), { toJSON: () => "said" }, "\ud800", [
    undefined,
    () => 1,
  ]),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"a":1}}'), Object.create({ inherited: 1 }), new Array(3)),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, fc.jsonValue(), odd, tie("list"), tie("fields")),
  list: fc.array(tie("value"), { maxLength: 3 }),
  fields: fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("toString", "length")), tie("value"), { maxKeys: 4 }),
}));

test("a copy is what a way through text makes of it", () => {
  fc.assert(
    fc.property(value, (given) => {
      const copy = toJson(given);
      expect(copy).toStrictEqual(throughText(given));
      // the order of the keys too
      expect(JSON.stringify(copy)).toBe(JSON.stringify(throughText(given)));
    }),
    { numRuns: 2_000 },
  );
});

test("it shares nothing with what it was made of, and nobody can change it", () => {
  const given = { lines: [{ n: 1 }], note: { text: "a" } };
  const copy = toJson(given) as typeof given;
  given.lines[0] = { n: 2 };
  given.note.text = "b";
  expect(copy).toEqual({ lines: [{ n: 1 }], note: { text: "a" } });
  expect(() => copy.lines.push({ n: 3 })).toThrow(TypeError);
  expect(() => Object.assign(copy.note, { text: "c" })).toThrow(TypeError);
});

test("what leads to itself is refused, and what is merely deep is not", () => {
  const round: { self?: unknown } = {};
  round.self = round;
  expect(() => toJson(round)).toThrow(TypeError);
  let deep: unknown = "bottom";
  for (let n = 0; n < 200; n++) deep = { deep };
  expect(toJson(deep)).toEqual(deep);
});
