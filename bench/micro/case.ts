/** One thing that is done again and again while its time is taken. */
export interface Case {
  name: string;
  run(): Promise<unknown>;
  /** How many of what it is named for one run does; its figures are divided by that. */
  each?: number;
}

/** Cases that share what they stand on. */
export interface CaseGroup {
  name: string;
  /** What it opens is closed once its cases were measured. */
  open(opened: AsyncDisposableStack): Promise<Case[]>;
}
