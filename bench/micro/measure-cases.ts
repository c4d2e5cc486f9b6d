import { Bench, type Task } from "tinybench";
import type { Timed } from "../engine/closed-loop.ts";
import type { FigureRow } from "../rows.ts";
import type { Case } from "./case.ts";

/** Runs each case alone, one run after the other, for `ms`; times are divided by what one run does. */
export async function measureCases(cases: readonly Case[], ms: number): Promise<FigureRow[]> {
  const cpu = new Map<Task, number>();
  let before = process.cpuUsage();
  const bench = new Bench({
    time: ms,
    warmupTime: ms / 4,
    throws: true,
    retainSamples: true,
    setup() {
      before = process.cpuUsage();
    },
    teardown(task) {
      const { user, system } = process.cpuUsage(before);
      if (task) cpu.set(task, user + system);
    },
  });
  for (const each of cases) bench.add(each.name, each.run, { async: true });
  await bench.run();
  return bench.tasks.map((task, index) => {
    const { result } = task;
    // `throws` has ended it before
    if (result.state !== "completed") throw new Error(`${task.name} was not measured: ${result.state}`);
    const { mean, p50, p99, samplesCount } = result.latency;
    const each = cases[index]?.each ?? 1;
    const us = (value: number) => (value * 1000) / each;
    const figures: Timed = {
      perSecond: (1000 * each) / mean,
      meanUs: us(mean),
      p50Us: us(p50),
      p99Us: us(p99),
      cpuUs: (cpu.get(task) ?? Number.NaN) / samplesCount / each,
      samples: samplesCount,
    };
    return { name: task.name, figures: { ...figures } };
  });
}
