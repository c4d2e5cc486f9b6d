/** What the model can do without, to see what breaks. Each is a rule of the protocol and stands in the file named. */
export const rules = {
  answersOfTheGroup: "a commit looks up the answer of every call of its group (commit.lua)",
  answerBeforeRecord: "a record is opened only for a call without an answer (open.lua)",
  foreignRecord: "a commit is refused while another call's record is open (commit.lua)",
  epoch: "every script of an owner is refused when its epoch is over (owns.lua)",
  version: "a commit or a new record is refused on another version than its base (commit.lua, open.lua)",
  burial: "a dead letter is made only of a call without an answer, and by its owner (bury.lua)",
  releaseFirst: "what a silo gives up is released before it claims again (silo.ts)",
  join: "a second delivery joins the unfinished first (mailbox.ts)",
  finishLast: "a job is finished once its message has an answer or an open record (owned-partition.ts)",
  recordBeforeAsk: "nothing leaves a turn before the write that names it (turn-record.ts)",
  resumeRecords: "an owner resumes the open records (owned-partition.ts)",
  readStartedJobs: "an owner reads the jobs that were fetched and never finished (owned-partition.ts)",
} as const;

export type Rule = keyof typeof rules;
export type Rules = Record<Rule, boolean>;

export function allRulesBut(...missing: Rule[]): Rules {
  const names = Object.keys(rules) as Rule[];
  return Object.fromEntries(names.map((name) => [name, !missing.includes(name)])) as Rules;
}
