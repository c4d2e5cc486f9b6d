const words: Record<string, string> = {
  failed: "It threw an error each time that it was tried.",
  cycle: "It would have waited for itself.",
  dead_lettered: "A command that it asked for failed for good.",
  turn_diverged: "It was repeated by code that took another path than the first time.",
  kills_process: "The process that ran it died, more than once.",
  unknown_agent: "There is no agent of this type in this release.",
  too_old: "It came so late that nobody knew any more whether it had run before.",
  too_long: "It ran for an hour without an end.",
  key_reused: "It used a key twice, for different things.",
};

/** Why a command became a dead letter; a reason without words by its name. */
export const reasonWords = (reason: string): string => words[reason] ?? reason;
