import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { runTool } from "./command.ts";
import type { StageResult } from "./stage.ts";

const Report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** The journeys in a real browser against a real `npm start`. Only a test that passed at once has passed. */
export async function runPlaywright(project: string): Promise<StageResult> {
  const folder = temporaryFolder("playwright");
  const file = path.join(folder.path, "report.json");
  try {
    const { code, output } = await runTool(project, ["playwright", "test", "--reporter=line,json"], {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file, NO_COLOR: "1" },
    });
    const parsed = fs.existsSync(file) ? Report.safeParse(JSON.parse(fs.readFileSync(file, "utf8"))) : undefined;
    if (!parsed?.success) return { passed: 0, failed: 1, output };
    const { expected, unexpected, flaky, skipped } = parsed.data.stats;
    const failed = unexpected + flaky + skipped + parsed.data.errors.length;
    return { passed: expected, failed: failed || (code === 0 && expected > 0 ? 0 : 1), output };
  } finally {
    folder.remove();
  }
}
