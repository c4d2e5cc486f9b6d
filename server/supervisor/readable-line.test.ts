import { expect, test } from "vitest";
import { readableLine } from "#server/supervisor/readable-line.ts";

test.each([
  ['{"level":30,"time":1,"pid":2,"msg":"72 of 72 ids filled"}', "  72 of 72 ids filled"],
  ['{"level":50,"msg":"turn failed","error":{"message":"no stock","stack":"…"}}', "! turn failed: no stock"],
  ['{"level":40,"msg":"not yet","error":"no answer"}', "! not yet: no answer"],
  ["✓ Ready", "✓ Ready"],
  ["{ not json", "{ not json"],
  ['{"other":true}', '{"other":true}'],
])("%s is shown as %s", (line, shown) => {
  expect(readableLine(line)).toBe(shown);
});
