import { expect, test } from "vitest";
import { passOver } from "./pass-over.ts";

test("a partition without news is looked at every fifth round, whatever happens in the others", async () => {
  const choose = passOver(async (partition) => partition === 1);
  const rounds: number[][] = [];
  for (let round = 0; round < 10; round++) rounds.push([...(await choose(new Set([0, 1])))].sort());
  expect(rounds).toEqual([[1], [1], [1], [1], [0, 1], [1], [1], [1], [1], [0, 1]]);
});

test("news end the count", async () => {
  let hasNews = false;
  const choose = passOver(async () => hasNews);
  const looked: number[] = [];
  for (let round = 0; round < 8; round++) {
    hasNews = round === 2;
    if ((await choose(new Set([0]))).size > 0) looked.push(round);
  }
  expect(looked).toEqual([2, 7]);
});
