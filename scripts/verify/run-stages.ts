import { inspect } from "node:util";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import type { Stage, StageResult } from "./stage.ts";

/** Runs the stages one after the other, all of them whatever fails; answers the exit code. */
export async function runStages(project: string, stages: Stage[]): Promise<number> {
  const total = { passed: 0, failed: 0 };
  for (const stage of stages) {
    console.log(`\n== ${stage.title} (budget ${stage.budget} s)`);
    const started = performance.now();
    const result = await runStage(project, stage);
    const seconds = (performance.now() - started) / 1000;
    if (seconds > stage.budget) {
      result.failed += 1;
      result.output += `\n${stage.title} took ${seconds.toFixed(0)} s, more than its budget of ${stage.budget} s.`;
    }
    if (result.failed > 0) console.log(result.output.trim());
    console.log(`   ${result.passed} passed, ${result.failed} failed in ${seconds.toFixed(1)} s`);
    total.passed += result.passed;
    total.failed += result.failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function runStage(project: string, stage: Stage): Promise<StageResult> {
  try {
    return await stage.run(project);
  } catch (error) {
    const output = error instanceof CannotStart ? error.message : inspect(error);
    return { passed: 0, failed: 1, output };
  }
}
