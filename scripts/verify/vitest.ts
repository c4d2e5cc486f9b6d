import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { runTool } from "./command.ts";
import type { StageResult } from "./stage.ts";

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

type Manner = { options?: string[]; nice?: number };

/** One project of vitest.config.ts. A file that cannot be loaded and a test that was not run count as failed. */
export async function runVitest(project: string, name: string, { options, nice }: Manner = {}): Promise<StageResult> {
  const folder = temporaryFolder("vitest");
  const file = path.join(folder.path, "report.json");
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  try {
    const command = ["vitest", "run", "--project", name, ...(options ?? []), ...reporters];
    const { code, output } = await runTool(project, command, { env: { NO_COLOR: "1" }, nice: nice ?? 0 });
    const parsed = fs.existsSync(file) ? Report.safeParse(JSON.parse(fs.readFileSync(file, "utf8"))) : undefined;
    if (!parsed?.success) return { passed: 0, failed: 1, output };
    const report = parsed.data;
    const unloaded = report.testResults.filter((one) => one.status === "failed" && one.assertionResults.length === 0);
    const unrun = report.numPendingTests + report.numTodoTests;
    const failed = report.numFailedTests + unloaded.length + unrun;
    // an error outside every test fails the run and is in no count, and neither is a kind of test that is gone
    const sound = code === 0 && report.numPassedTests > 0;
    return { passed: report.numPassedTests, failed: failed || (sound ? 0 : 1), output };
  } finally {
    folder.remove();
  }
}
