import { apply } from "./apply.ts";
import { search } from "./search.ts";
import { stepsOf } from "./steps.ts";
import { storyOf } from "./story.ts";
import { firstWorld, isDone, keyOf, type Settings } from "./world.ts";

export type Checked = {
  states: number;
  depth: number;
  /** What is wrong, and the shortest way to it in words. */
  fault?: { what: string; steps: number; story: string };
};

/** Looks at everything that two silos can do to three commands within the bounds. */
export function checkProtocol(settings: Settings): Checked {
  const { states, depth, fault } = search({
    first: firstWorld(settings),
    stepsOf: (world) => stepsOf(world, settings),
    apply: (world, step) => apply(world, step, settings),
    keyOf: (world) => keyOf(world, settings),
    wrong: ({ wrong }) => wrong,
    isDone,
  });
  if (!fault) return { states, depth };
  const { what, steps } = fault;
  return { states, depth, fault: { what, steps: steps.length, story: storyOf(steps, settings) } };
}
