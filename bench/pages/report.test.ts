import { expect, test } from "vitest";
import { median } from "./first-visit.ts";
import { tables } from "./report.ts";

const visit = (loadMs: number) => ({ scriptBytes: 204_800, scripts: 12, bytes: 512_000, firstPaintMs: 80, loadMs });

test("what is served and what is loaded are two tables", () => {
  const text = tables([
    { name: "home, 16 connections", figures: { perSecond: 420, meanUs: 1, p50Us: 38_000, p99Us: 90_000, samples: 9 } },
    { name: "home, first visit", figures: { ...visit(300) } },
  ]);
  expect(text).toContain("| home, 16 connections |      420 | 38.0 ms | 90.0 ms |");
  expect(text).toMatch(/\| home, first visit \| +200 KiB \| +12 \| +500 KiB \| +80\.0 ms \| +300 ms \|/);
});

test("of several visits the one in the middle counts", () => {
  expect(median([visit(900), visit(100), visit(200)])?.loadMs).toBe(200);
  expect(median([])).toBeUndefined();
});
