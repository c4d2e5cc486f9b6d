import fs from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { faults } from "./faults/schedule.ts";
import { runChaos } from "./run-chaos.ts";

const folder = temporaryFolder("chaos");
afterAll(() => folder.remove());

test("a shop whose processes are killed, paused, restarted and slowed for two minutes keeps every promise", async () => {
  const said: string[] = [];
  const code = await runChaos({
    folder: folder.path,
    minutes: 2,
    seed: 7,
    faults: 1,
    clients: 6,
    // light enough to run beside other tests
    pauseMs: 500,
    // only without a key does an end stay unknown, and where few are sent each weighs much
    keyed: 0.9,
    say: (line) => said.push(line),
  });
  const report = JSON.parse(fs.readFileSync(path.join(folder.path, "report.json"), "utf8"));
  expect({ code, findings: report.findings }, said.join("\n")).toEqual({ code: 0, findings: [] });
  const inflicted = report.outages.map(({ fault }: { fault: string }) => fault);
  expect(inflicted.toSorted()).toEqual(faults.toSorted());
  expect(report.tellsDelivered).toBe(report.tellsAccepted);
  expect(report.tellsAccepted).toBeGreaterThan(0);
}, 420_000);
