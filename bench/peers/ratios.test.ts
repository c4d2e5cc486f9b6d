import { expect, test } from "vitest";
import { ratiosOf } from "./ratios.ts";
import type { Row } from "./result.ts";

const row = (system: Row["system"], op: Row["op"], connections: Row["connections"], rps: number): Row => ({
  ...{ system, op, connections, rps, p50: 1, p99: 1, failed: 0 },
});

test("a bar is met exactly from its value on", () => {
  const rows = [
    row("granary", "command", 16, 1500),
    row("durable-object", "command", 16, 1000),
    row("granary", "command", 128, 3999),
    row("durable-object", "command", 128, 1000),
  ];
  expect(ratiosOf(rows, "granary"), "granary").toMatchObject([
    { connections: 16, ratio: 1.5, least: 1.5, isMet: true },
    { connections: 128, ratio: 3.999, least: 4, isMet: false },
  ]);
});

test("there is no ratio to what was not measured, and beside BullMQ one without a bar", () => {
  const rows = [row("granary", "read", 16, 100), row("bullmq", "read", 16, 10), row("restate", "read", 128, 10)];
  expect(ratiosOf(rows, "granary"), "granary").toEqual([
    { op: "read", connections: 16, peer: "bullmq", ratio: 10, least: undefined, isMet: undefined },
  ]);
});

test("every bar is looked at when all were measured", () => {
  const systems = ["granary", "durable-object", "restate"] as const;
  const rows = systems.flatMap((system) =>
    (["command", "read"] as const).flatMap((op) => ([16, 128] as const).map((count) => row(system, op, count, 1))),
  );
  expect(ratiosOf(rows, "granary")).toHaveLength(8);
});
