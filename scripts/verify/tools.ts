import path from "node:path";
import { generate } from "#server/supervisor/generate.ts";
import { generationSteps } from "#server/supervisor/generation-steps.ts";
import { obtainRedisServer } from "#server/supervisor/redis-server.ts";
import { postgresBinaries } from "#server/testing/postgres-binaries.ts";
import { CannotMeasure } from "../../bench/cannot-measure.ts";
import { findK6 } from "../../bench/find-k6.ts";
import { obtainBrowser } from "./browser.ts";
import { oneCheck, type StageResult } from "./stage.ts";

const say = (line: string) => console.log(`   ${line}`);

/** The pages as `npm start` builds them, before the tests that start it. */
export async function buildPages(project: string): Promise<StageResult> {
  await generate({ project, steps: generationSteps, say, signal: new AbortController().signal });
  return oneCheck("");
}

/** What the later stages stand on. A part that cannot be had fails here, and again where it is missed. */
export async function obtainTools(project: string): Promise<StageResult> {
  const toolsFolder = path.join(project, ".data", "bin");
  const searchPath = process.env.PATH ?? "";
  const steps = generationSteps.filter((step) => !step.productionOnly);
  const parts = [
    () => generate({ project, steps, say, signal: new AbortController().signal }),
    () => obtainRedisServer({ searchPath, toolsFolder, say }),
    () => postgresBinaries(),
    // its smoke test says what to do where it cannot be had
    () => findK6({ searchPath, toolsFolder, say }).catch(mayBeMissing),
    async () => {
      process.env.CHROMIUM_PATH = await obtainBrowser(project);
    },
  ];
  const result: StageResult = { passed: 0, failed: 0, output: "" };
  for (const part of parts) {
    try {
      await part();
      result.passed += 1;
    } catch (error) {
      result.failed += 1;
      result.output += `${error instanceof Error ? error.message : String(error)}\n`;
    }
  }
  return result;
}

function mayBeMissing(error: unknown): void {
  if (!(error instanceof CannotMeasure)) throw error;
  say(error.message);
}
