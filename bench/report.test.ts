import { expect, test } from "vitest";
import { endpoints } from "./k6/endpoints.ts";
import { readOriginal } from "./original.ts";
import { report } from "./report.ts";

const row = {
  requests: 1_234,
  unexpected: 0,
  refused: 7,
  avg: 1.234,
  p50: 12.34,
  p95: 123.4,
  p99: 1234.5,
  max: 40_000,
};

const result = {
  startedAt: "2026-01-02T03:04:05.678Z",
  commit: "0123abcd",
  machine: {
    cores: 2,
    processor: "Some CPU",
    memoryGiB: 24,
    system: "Linux 6.1 x64",
    node: "24.21.0",
    redis: "7.0.15",
    k6: "1.8.1",
    loadBefore: 0.12,
  },
  shop: "a shop",
  users: 16,
  minutes: 3,
  profiles: [true, false].map((think) => ({
    think,
    warnings: think ? [] : [{ message: "slow", count: 3 }],
    measured: {
      seconds: 180,
      rows: [...endpoints, "all" as const].map((endpoint) => ({ ...row, endpoint, perSecond: 4.5 })),
      refusals: [{ endpoint: "cart-checkout" as const, name: "400 empty-items", count: 7 }],
      unexpected: think ? [] : [{ endpoint: "order-get" as const, name: "503", count: 2 }],
    },
  })),
};

test("each endpoint stands above the original's figures, in both profiles", () => {
  const lines = report(result, readOriginal()).split("\n");
  for (const endpoint of [...endpoints, "all"]) {
    const places = lines.flatMap((line, index) => (line.startsWith(`| ${endpoint} `) ? [index] : []));
    expect(places).toHaveLength(2);
    for (const place of places) expect(lines[place + 1]).toContain("↳ original");
  }
  expect(lines.find((line) => line.startsWith("| product-get "))?.split(/\s*\|\s*/)).toEqual([
    "",
    "product-get",
    "1,234",
    "0",
    "7",
    "1.23",
    "12.3",
    "123",
    "1,235",
    "40,000",
    "4.50",
    "",
  ]);
  const search = lines[lines.findIndex((line) => line.startsWith("| product-search-by-brand ")) + 1];
  expect(search?.split(/\s*\|\s*/)).toEqual([
    "",
    "↳ original",
    "16",
    "3*",
    "",
    "40,374",
    "51,000",
    "60,000",
    "60,000",
    "60,001",
    "0.09",
    "",
  ]);
});

test("the page names commit, machine and settings, and every refusal and unexpected answer", () => {
  const page = report(result, readOriginal());
  expect(page).toContain("# Load test, 2026-01-02 03:04 UTC, commit 0123abcd");
  expect(page).toContain("2 cores (Some CPU), 24 GiB, Linux 6.1 x64; load average before: 0.12");
  expect(page).toContain("16 users in four equal scenarios, 3 minutes each profile");
  expect(page).toContain("Expected refusals: cart-checkout `400 empty-items` 7.");
  expect(page).toContain("Unexpected answers: none.");
  expect(page).toContain("Unexpected answers: order-get `503` 2.");
  expect(page).toContain("Warnings in the shop's log: `slow` 3.");
});

test("the original's figures add up to its own sums", () => {
  const { rows } = readOriginal();
  const sum = (field: "requests" | "failed") => endpoints.reduce((total, endpoint) => total + rows[endpoint][field], 0);
  expect(sum("failed")).toBe(rows.all.failed);
  expect(sum("requests")).toBe(rows.all.requests);
});
