import { expect, test } from "vitest";
import { textOnce } from "./envelopes.ts";

test("an answer that is given again is written once, another one anew", () => {
  let written = 0;
  const text = textOnce(({ name }: { name: string }) => ({ name, written: ++written }));
  const mug = { name: "Mug" };
  expect(text(mug)).toBe('{"ok":{"name":"Mug","written":1}}');
  expect(text(mug)).toBe('{"ok":{"name":"Mug","written":1}}');
  expect(text({ ...mug })).toBe('{"ok":{"name":"Mug","written":2}}');
});
