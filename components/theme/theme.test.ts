import { expect, test } from "vitest";
import { cookieOf, readTheme, themeCookie, themes } from "./theme.ts";

test.each([undefined, "", "blue", "light dark"])("%o is no choice", (kept) => {
  expect(readTheme(kept)).toBe("system");
});

test.each(themes)("what is remembered of %s is read again", (theme) => {
  const [pair = "", ...attributes] = cookieOf(theme).split("; ");
  const gone = attributes.includes("max-age=0");
  expect(pair.startsWith(`${themeCookie}=`)).toBe(true);
  expect(readTheme(gone ? undefined : pair.split("=")[1])).toBe(theme);
});
