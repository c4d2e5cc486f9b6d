import { inspect } from "node:util";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import type { Stage, StageResult } from "./stage.ts";

/** How far those step back that fill the cores which others leave. */
const niceOfFilling = 10;

/** Runs the stages, in order or side by side as their lanes say, all of them whatever fails; answers the exit code. */
export async function runStages(project: string, stages: Stage[]): Promise<number> {
  const total = { passed: 0, failed: 0 };
  let waiting: Promise<void> = Promise.resolve();
  const run = async (stage: Stage) => {
    const { passed, failed } = await runAndTell(project, stage);
    total.passed += passed;
    total.failed += failed;
  };
  for (const stage of stages) {
    if (stage.lane === "waits") {
      waiting = waiting.then(() => run(stage));
      continue;
    }
    if (stage.lane === undefined) await waiting;
    await run(stage);
  }
  await waiting;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function runAndTell(project: string, stage: Stage): Promise<StageResult> {
  const title = `\n== ${stage.title} (budget ${stage.budget} s)`;
  // with company its title comes with what it found, in one piece
  if (stage.lane === undefined) console.log(title);
  if (stage.lane === "waits") console.log(`\n   ${stage.title} run beside what follows.`);
  const started = performance.now();
  const result = await runStage(project, stage);
  const seconds = (performance.now() - started) / 1000;
  if (seconds > stage.budget) {
    result.failed += 1;
    result.output += `\n${stage.title} took ${seconds.toFixed(0)} s, more than its budget of ${stage.budget} s.`;
  }
  if (stage.lane !== undefined) console.log(title);
  if (result.failed > 0) console.log(result.output.trim());
  console.log(`   ${result.passed} passed, ${result.failed} failed in ${seconds.toFixed(1)} s`);
  return result;
}

async function runStage(project: string, stage: Stage): Promise<StageResult> {
  try {
    return await stage.run(project, stage.lane === "fills" ? niceOfFilling : 0);
  } catch (error) {
    const output = error instanceof CannotStart ? error.message : inspect(error);
    return { passed: 0, failed: 1, output };
  }
}
