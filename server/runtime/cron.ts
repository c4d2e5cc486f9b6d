import { CronExpressionParser } from "cron-parser";
import type { Plan } from "./ports.ts";

type Rule = Pick<Plan, "cron" | "timeZone" | "missed" | "agent" | "name">;

/** A tick that its owner comes to later than this was missed. */
const missedAfterMs = 60_000;
/** How many missed ticks of one schedule leave at a time. */
const ticksAtOnce = 10;

/** Five fields, six with seconds, or a name such as `@daily`: what else a parser may guess at is refused. */
const isCron = /^(@[a-z]+|\S+(\s+\S+){4,5})$/;

/** Why a rule cannot be one; nothing when it can. */
export function ruleProblem({ cron, timeZone }: Pick<Plan, "cron" | "timeZone">): string | undefined {
  if (!isCron.test(cron.trim())) return `"${cron}" has not five fields, nor six with seconds, nor is it like @daily`;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    return `"${timeZone}" is no time zone, as Europe/Berlin is one`;
  }
  try {
    firstDue({ cron, timeZone, missed: "once", agent: "", name: "" }, 0);
  } catch (error) {
    return `"${cron}" is no schedule: ${error instanceof Error ? error.message : String(error)}`;
  }
  return undefined;
}

/**
 * The first time after `after` at which a schedule is due, in whole seconds of wall clock time in its zone. A time that the
 * clocks skip is due an hour later, one that they show twice is due the first time; rules for every hour are due in each.
 */
export const firstDue = (rule: Rule, after: number): number => iterate(rule, after).next().getTime();

/**
 * What becomes of a schedule that is due: the times that are to be told, and when it is due next. That follows from the time
 * at which it was due and not from `now`, so a clock that jumps neither loses nor doubles one.
 */
export function advance(rule: Rule, due: number, now: number): { ticks: number[]; next: number } {
  const times = iterate(rule, due);
  const second = times.next().getTime();
  if (rule.missed === "all") {
    const ticks = [due];
    let next = second;
    for (; next <= now && ticks.length < ticksAtOnce; next = times.next().getTime()) ticks.push(next);
    return { ticks, next };
  }
  const { latest, next } = second > now ? { latest: due, next: second } : latestBefore(rule, due, now);
  return { ticks: rule.missed === "once" || now - latest <= missedAfterMs ? [latest] : [], next };
}

/** The last time up to now and the one after it, however many lie before them. */
function latestBefore(rule: Rule, due: number, now: number): { latest: number; next: number } {
  // Backwards the parser also sees a repeated hour's second time. From three before on it has the same as forwards.
  const back = iterate(rule, now + 1);
  const from = Math.max(due, back.take(-3).at(-1)?.getTime() ?? due);
  const times = iterate(rule, from - 1);
  let latest = due;
  let next = times.next().getTime();
  for (; next <= now; next = times.next().getTime()) latest = Math.max(latest, next);
  return { latest, next };
}

/** `H` stands for a number that is made of the schedule's own name. */
const iterate = ({ cron, timeZone, agent, name }: Rule, from: number) =>
  CronExpressionParser.parse(cron, { currentDate: new Date(from), tz: timeZone, hashSeed: `${agent} ${name}` });
