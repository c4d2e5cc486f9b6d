import { expect, test } from "vitest";
import { report } from "./report.ts";
import type { PeersResult, Row } from "./result.ts";

const row = (system: Row["system"], rps: number): Row => ({
  ...{ system, op: "command", connections: 16, rps, p50: 2.345, p99: 45.6, failed: 0 },
});

const result: PeersResult = {
  ...{ startedAt: "2026-01-02T03:04:05.000Z", commit: "12345678", machine: "2 cores", filesystem: "ext4" },
  ...{ rounds: 3, seconds: 10, warmUp: 4, notWatched: undefined, measured: [] },
  systems: [
    {
      ...{ name: "granary", title: "Granary", durability: "fsync always" },
      seen: { commands: 50, synced: 50, syncs: 65, files: ["appendonly.aof.*.incr.aof"] },
    },
    { name: "restate", title: "Restate 1", durability: "its WAL", seen: undefined },
  ],
  rows: [row("granary", 2500.4), row("restate", 1000)],
  informing: [row("restate-tuned", 2000), row("granary-split", 3000), row("stack", 5000)],
};

test("the page has each figure, each ratio with its bar, and what was synced", () => {
  const page = report(result).replace(/ +/g, " ");
  expect(page).toContain("| command, 16 connections | Granary | 2,500 | 2.3 | 46 | 0 |");
  expect(page).toContain("| restate | command, 16 connections | 2.50 × | 2 × | yes |");
  expect(page).toContain("| restate-tuned | command, 16 connections | 1.25 × | – | – |");
  expect(page).toContain("| stack | command, 16 connections | 0.50 × | – | – |");
  expect(page).toContain("| restate | command, 16 connections | 3.00 × | 2 × | yes |");
  expect(page).toContain("| Granary | 50 of 50 | 1.3 | `appendonly.aof.*.incr.aof` |");
  expect(page).toContain("| Restate 1 | – | – | – |");
  expect(page).toContain("* Restate 1: its WAL.\n");
  expect(page).toContain("Seen by strace");
});

test("a page without strace says why, and one without figures has no empty tables", () => {
  const page = report({ ...result, rows: [], notWatched: "there is no strace here" });
  expect(page).toContain("Not looked at with strace: there is no strace here.");
  expect(page).not.toContain("## Ratios");
});
