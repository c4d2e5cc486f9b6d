import { expect, test } from "vitest";
import { readScripts } from "./scripts.ts";

const scripts = [...readScripts()];

test.each(scripts)("%s.lua has its includes in place", (_, lua) => {
  expect(lua).not.toMatch(/#include/);
});

test.each(scripts)("%s.lua says in its header what each key is that it uses", (_, lua) => {
  const header = lua.slice(0, lua.search(/^[^-]/m));
  const used = new Set([...lua.matchAll(/KEYS\[(\d+)\]/g)].map(([, number]) => Number(number)));
  for (const number of used) expect(header).toContain(`-- KEYS[${number}`);
});

test.each(scripts)("%s.lua leaves JSON alone", (_, lua) => {
  // cjson turns an empty list into an object and rounds large numbers
  expect(lua).not.toMatch(/cjson|cmsgpack/);
});
