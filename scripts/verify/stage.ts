/** What a stage found; a stage that is one check counts as one. */
export interface StageResult {
  passed: number;
  failed: number;
  /** Shown when something failed. */
  output: string;
}

export interface Stage {
  name: string;
  title: string;
  /** Seconds that it may take on two cores, with what runs beside it. */
  budget: number;
  /**
   * `waits`: mostly for processes and time, so that what follows runs beside it; those that wait run one after the other.
   * `fills`: computes and asserts no time, with the cores that those which wait leave. Without, it has the machine alone.
   */
  lane?: "waits" | "fills";
  /** `nice` is how far its processes step back, as for nice(1). */
  run(project: string, nice: number): Promise<StageResult>;
}

/** A stage that is one check: no problems, one pass. */
export function oneCheck(problems: string): StageResult {
  return problems === "" ? { passed: 1, failed: 0, output: "" } : { passed: 0, failed: 1, output: problems };
}
