import type { Schedule } from "#runtime/ports.ts";
import { columns } from "./columns.ts";
import { agentAt, contractOf, limitOf, type Verb, wholeNumber, wordAt } from "./verb.ts";

const iso = (time: number | Date): string => new Date(time).toISOString();
const { stringify } = JSON;

export const list: Verb = {
  words: "<type>",
  least: 1,
  most: 1,
  says: "the ids of a type, in order (--prefix, --limit 100)",
  takes: ["prefix", "limit"],
  async run(given) {
    const { runtime, flags, say } = given;
    const of = contractOf(given, wordAt(given, 0));
    const limit = limitOf(given, 100);
    let left = limit;
    let cursor: string | undefined;
    do {
      const page = await runtime.list(of, {
        limit: Math.min(left, 500),
        ...(flags.prefix !== undefined && { prefix: flags.prefix }),
        ...(cursor !== undefined && { cursor }),
      });
      for (const id of page.ids) say(id);
      left -= page.ids.length;
      cursor = page.cursor;
    } while (cursor !== undefined && left > 0);
    if (cursor !== undefined) say(`… and more: these are the first ${limit}. Ask for more with --limit.`);
    else if (left === limit) say(`There is no ${of.name}${flags.prefix ? ` that begins with ${flags.prefix}` : ""}.`);
    return true;
  },
};

export const count: Verb = {
  words: "[type]",
  least: 0,
  most: 1,
  says: "how many agents there are, of each type or of one",
  takes: [],
  async run(given) {
    const { runtime, types, words, say } = given;
    const asked = words.length > 0 ? [contractOf(given, wordAt(given, 0))] : [...types.values()];
    const counts = await Promise.all(asked.map((of) => runtime.count(of)));
    say(
      columns(
        ["TYPE", "AGENTS"],
        asked.map((of, i) => [of.name, String(counts[i])]),
      ),
    );
    return true;
  },
};

export const journal: Verb = {
  words: "<type/id>",
  least: 1,
  most: 1,
  says: "an agent's commits, newest first (--before <version>, --limit 20, --states)",
  takes: ["before", "limit", "states"],
  async run(given) {
    const { runtime, flags, say } = given;
    const { of, id, name } = agentAt(given, 0);
    const before = flags.before === undefined ? undefined : wholeNumber("--before", flags.before);
    const { entries, cursor } = await runtime.history(of, id, {
      limit: limitOf(given, 20),
      states: flags.states === true,
      ...(before !== undefined && { before }),
    });
    const rows = entries.map(({ version, at, method, caller, state }) => [
      String(version),
      iso(at),
      method,
      `${caller.kind}:${caller.id}`,
      ...(flags.states ? [state === undefined ? "not known any more" : stringify(state)] : []),
    ]);
    if (rows.length === 0) say(`The journal of ${name} has ${before ? `nothing before ${before}` : "no entries"}.`);
    else say(columns(["VERSION", "AT", "METHOD", "BY", ...(flags.states ? ["STATE"] : [])], rows));
    if (cursor !== undefined) say(`… older ones: --before ${cursor}`);
    return true;
  },
};

export const schedules: Verb = {
  words: "[type/id]",
  least: 0,
  most: 1,
  says: "what is due next, of all agents or of one (--limit 50)",
  takes: ["limit"],
  async run(given) {
    const { runtime, words, say } = given;
    const limit = limitOf(given, 50);
    const one = words.length > 0 ? agentAt(given, 0) : undefined;
    // one more tells whether there are more
    const all = one
      ? await runtime.schedulesOf(one.of, one.id)
      : (await runtime.schedules({ limit: limit + 1 })).schedules;
    const found = all.slice(0, limit);
    if (found.length === 0) say(one ? `${one.name} has no schedules.` : "There are no schedules.");
    else say(columns(["DUE", "AGENT", "SCHEDULE", "COMMAND", "CRON", "ZONE", "MISSED", "BY"], found.map(scheduleRow)));
    if (all.length > limit) say(`… and more: these are the first ${limit}. Ask for more with --limit.`);
    return true;
  },
};

const scheduleRow = ({ due, plan }: Schedule): string[] => [
  ...[iso(due), plan.agent, plan.name, plan.method, plan.cron, plan.timeZone, plan.missed],
  `${plan.caller.kind}:${plan.caller.id}`,
];

export const deadLetters: Verb = {
  words: "",
  least: 0,
  most: 0,
  says: "commands that failed for good, oldest first (--limit 50)",
  takes: ["limit"],
  async run(given) {
    const { runtime, say } = given;
    const [{ letters }, total] = await Promise.all([
      runtime.deadLetters({ limit: limitOf(given, 50) }),
      runtime.countDeadLetters(),
    ]);
    const rows = letters.map(({ at, message, reason, error }) => [
      ...[iso(at), message.agent, message.method, reason, message.callId],
      error.split("\n")[0]?.slice(0, 100) ?? "",
    ]);
    if (total === 0) say("There are no dead letters.");
    else say(columns(["AT", "AGENT", "COMMAND", "REASON", "CALL", "ERROR"], rows));
    if (total > rows.length) say(`… ${total} in all. Ask for more with --limit.`);
    return true;
  },
};
