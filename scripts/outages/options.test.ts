import { expect, test } from "vitest";
import { readOutageOptions } from "./options.ts";

test("Redis is away for half a minute unless said otherwise", () => {
  expect(readOutageOptions([])).toEqual({ away: 30, help: false });
  expect(readOutageOptions(["--away=2.5"]).away).toBe(2.5);
  expect(readOutageOptions(["--help"]).help).toBe(true);
});

test.each(["--away=0", "--away=soon", "--away=601", "--redis=3", "now"])("%s is refused with what to say", (given) => {
  expect(() => readOutageOptions([given])).toThrow("npm run test:outages");
});
