import { expect, test } from "vitest";
import { measureCases } from "./measure-cases.ts";

const turn = () => new Promise((resolve) => void setImmediate(resolve));

test("each case has its figures, and runs alone: one that is begun has ended before the next", async () => {
  let running = 0;
  let most = 0;
  const run = async () => {
    most = Math.max(most, ++running);
    await turn();
    running--;
  };
  const rows = await measureCases(
    [
      { name: "one", run },
      { name: "other", run },
    ],
    5,
  );
  expect(rows.map(({ name }) => name)).toEqual(["one", "other"]);
  expect(most).toBe(1);
  for (const { figures } of rows) expect(Object.values(figures).every((figure) => figure >= 0)).toBe(true);
});

test("a run that does several things is counted as several", async () => {
  const [row] = await measureCases([{ name: "four", each: 4, run: turn }], 5);
  const { perSecond = 0, meanUs = 0 } = row?.figures ?? {};
  expect((perSecond * meanUs) / 1e6).toBeCloseTo(1);
});

test("a case that fails ends the measurement with what it said", async () => {
  const failing = { name: "fails", run: () => Promise.reject(new Error("broken")) };
  await expect(measureCases([failing], 5)).rejects.toThrow("broken");
});
