import { expect, test } from "vitest";
import { measure } from "./measure.ts";

test("a small measurement finds every tick once, and what a schedule takes", async () => {
  const said: string[] = [];
  const measured = await measure({ schedules: 100, due: 100, watchSeconds: 0 }, (line) => said.push(line));
  expect(measured.ticked).toMatchObject({ lost: 0, twice: 0 });
  expect(measured.ticked.allMs).toBeGreaterThan(0);
  expect(measured.bytesPerSchedule).toBeGreaterThan(100);
  expect(said).toHaveLength(4);
});
