import { expect, test } from "vitest";
import { whoWords } from "./who-words.ts";

test("who did it is named as far as it is known", () => {
  expect(whoWords({ kind: "staff", id: "u1", name: "Eve" })).toBe("Eve");
  expect(whoWords({ kind: "staff", id: "u1", name: null })).toBe("Staff member u1");
  expect(whoWords({ kind: "key", id: "k1", name: "importer" })).toBe("API key “importer”");
  expect(whoWords({ kind: "system", id: "demo", name: null })).toBe("System (demo)");
});
