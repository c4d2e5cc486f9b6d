import { expect, test } from "vitest";
import { fileProblems } from "./file-rules.ts";

// spelled so that this file does not break the rules it tests
const skip = ["test", "skip"].join(".");

test.each([
  ["too many lines", "lib/long.ts", "x;\n".repeat(401), /401 lines/],
  ["a skipped test", "lib/a.test.ts", `${skip}("later", () => {});\n`, /skips tests/],
  ["a barrel", "lib/index.ts", `export * from "./a.ts";\nexport { b } from "./b.ts";\n`, /barrel/],
  ["a name in another case", "lib/MyFile.ts", "x;\n", /kebab-case/],
])("%s is found", (_name, name, text, problem) => {
  expect(fileProblems({ name, text })).toEqual([expect.stringMatching(problem)]);
});

test("an ordinary file has no problem", () => {
  const text = `import { a } from "./a.ts";\nexport const twice = () => a() * 2;\n`;
  expect(
    fileProblems({ name: "app/(shop)/[productId]/page.tsx", text: `${text}export { a } from "./a.ts";\n` }),
  ).toEqual([]);
  expect(fileProblems({ name: "lib/full.ts", text: "x;\n".repeat(400) })).toEqual([]);
});
