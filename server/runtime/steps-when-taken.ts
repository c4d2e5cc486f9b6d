import type { Steps } from "./steps.ts";

/** The steps of one attempt, of which most have none. */
export interface StepsWhenTaken extends Pick<Steps, "stop" | "end"> {
  /** Made when the first is taken. */
  taken(): Steps;
  /** What the author's code ends with; throws what stops the attempt before that. */
  unlessStopped(ran: unknown): unknown;
  /** Waits for the steps that were called, where any were. */
  settled(): Promise<void> | undefined;
  /** The same, and no longer than the attempt may go on. */
  settledOrStopped(): Promise<unknown> | undefined;
}

/** @param isRepeat an attempt before this one took some: they are there from the beginning, since each must be taken again. */
export function stepsWhenTaken(isRepeat: boolean, make: () => Steps): StepsWhenTaken {
  let steps: Steps | undefined;
  let hasEnded = false;
  let stopped: { error: unknown } | undefined;
  let giveUp: ((error: unknown) => void) | undefined;

  function stop(error: unknown): void {
    stopped ??= { error };
    steps?.stop(error);
    giveUp?.(error);
  }

  function taken(): Steps {
    if (steps) return steps;
    steps = make();
    steps.aborted.catch(stop);
    // what is called by now is called too late
    if (hasEnded || stopped) steps.end(false);
    return steps;
  }

  if (isRepeat) taken();
  return {
    taken,
    stop,
    unlessStopped(ran) {
      if (!stopped && !isThenable(ran)) return ran;
      return new Promise((resolve, reject) => {
        giveUp = reject;
        if (stopped) reject(stopped.error);
        Promise.resolve(ran).then(resolve, reject);
      });
    },
    settled: () => steps?.settled(),
    settledOrStopped: () => steps && Promise.race([steps.settled(), steps.aborted.catch(() => {})]),
    end(outcomeReached) {
      hasEnded = true;
      steps?.end(outcomeReached);
    },
  };
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
