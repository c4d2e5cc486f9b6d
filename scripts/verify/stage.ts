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
  /** Seconds that it may take on two cores. */
  budget: number;
  run(project: string): Promise<StageResult>;
}

/** A stage that is one check: no problems, one pass. */
export function oneCheck(problems: string): StageResult {
  return problems === "" ? { passed: 1, failed: 0, output: "" } : { passed: 0, failed: 1, output: problems };
}
