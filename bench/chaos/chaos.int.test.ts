import fs from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { runChaos } from "./run-chaos.ts";

const folder = temporaryFolder("chaos");
afterAll(() => folder.remove());

test("a shop whose silo, web process and Redis are killed and paused keeps every promise", async () => {
  const said: string[] = [];
  const code = await runChaos({
    folder: folder.path,
    minutes: 0.35,
    seed: 7,
    faults: 1,
    kinds: ["silo killed", "silo paused", "web killed", "Redis killed", "projector killed"],
    clients: 6,
    // few commands are sent on a busy machine, so that each whose end stays unknown weighs much
    keyed: 0.95,
    say: (line) => said.push(line),
  });
  const report = JSON.parse(fs.readFileSync(path.join(folder.path, "report.json"), "utf8"));
  expect({ code, findings: report.findings }, said.join("\n")).toEqual({ code: 0, findings: [] });
  expect(report.outages).toHaveLength(5);
  expect(report.tellsDelivered).toBe(report.tellsAccepted);
  expect(report.tellsAccepted).toBeGreaterThan(0);
}, 180_000);
