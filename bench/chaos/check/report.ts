import { markdownTable } from "#lib/markdown-table.ts";
import type { Finding } from "./finding.ts";
import type { Intent } from "./intents.ts";
import type { Outage } from "./outages.ts";

export type Report = {
  /** From the first command to the last answer. */
  seconds: number;
  sent: number;
  keyed: number;
  acknowledged: number;
  refused: number;
  unknown: number;
  lost: number;
  twice: number;
  outOfOrder: number;
  wrong: number;
  tellsAccepted: number;
  tellsDelivered: number;
  deadLetters: number;
  /** Commits that the read models still lacked at the end. */
  lag: number;
  outages: Outage[];
  findings: Finding[];
};

type Judged = Pick<Report, "deadLetters" | "lag" | "outages" | "findings" | "tellsAccepted" | "tellsDelivered">;

const mostUnknown = 0.01;

export function reportOf(intents: readonly Intent[], judged: Judged): Report {
  const sent = intents.filter(({ outcome }) => outcome !== "not_sent");
  const ended = (wanted: Intent["outcome"]) => sent.filter(({ outcome }) => outcome === wanted);
  const wrong = ended("wrong").map(
    ({ id, command, code }): Finding => ({ kind: "wrong", id, says: `${command.kind} was answered ${code}` }),
  );
  const findings = [...wrong, ...judged.findings];
  const found = (...kinds: Finding["kind"][]) => findings.filter(({ kind }) => kinds.includes(kind)).length;
  const from = sent.reduce((least, { sentAt }) => Math.min(least, sentAt), Number.POSITIVE_INFINITY);
  const to = sent.reduce((most, { endedAt }) => Math.max(most, endedAt), from);
  return {
    seconds: sent.length === 0 ? 0 : Math.round((to - from) / 1000),
    sent: sent.length,
    keyed: sent.filter(({ keyed }) => keyed).length,
    acknowledged: ended("ok").length,
    refused: ended("refused").length,
    unknown: ended("unknown").length,
    lost: found("lost", "undelivered"),
    twice: found("twice"),
    outOfOrder: found("out_of_order"),
    wrong: found("wrong"),
    ...judged,
    findings,
  };
}

/** Why the run has failed, in sentences; none when every promise was kept. */
export function failuresOf(report: Report): string[] {
  const { sent, unknown, lost, twice, outOfOrder, wrong, deadLetters, lag } = report;
  const failures: string[] = [];
  if (sent === 0) failures.push("no command was sent");
  if (lost > 0) failures.push(`${lost} lost`);
  if (twice > 0) failures.push(`${twice} applied twice`);
  if (outOfOrder > 0) failures.push(`${outOfOrder} out of order`);
  if (wrong > 0) failures.push(`${wrong} answered or found as nothing may be`);
  if (unknown > sent * mostUnknown) failures.push(`${unknown} unknown, which is more than 1 %`);
  if (deadLetters > 0) failures.push(`${deadLetters} dead letters`);
  if (lag !== 0) failures.push(`the read models lack ${lag} commits`);
  return failures;
}

const whole = (value: number) => value.toLocaleString("en");
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

export function tables(report: Report): string {
  const share = ((100 * report.unknown) / Math.max(1, report.sent)).toFixed(2);
  const counts: [string, string][] = [
    ["from the first command to the last answer", `${whole(report.seconds)} s`],
    ["commands sent", whole(report.sent)],
    ["of these with a key", whole(report.keyed)],
    ["acknowledged", whole(report.acknowledged)],
    ["refused, as they should be", whole(report.refused)],
    ["unknown", `${whole(report.unknown)} (${share} %)`],
    ["lost", whole(report.lost)],
    ["applied twice", whole(report.twice)],
    ["out of order", whole(report.outOfOrder)],
    ["wrong answers or states", whole(report.wrong)],
    ["tells accepted", whole(report.tellsAccepted)],
    ["tells delivered", whole(report.tellsDelivered)],
    ["dead letters", whole(report.deadLetters)],
    ["commits missing in the read models", whole(report.lag)],
  ];
  const outages = report.outages.map(({ fault, times, longestWait, longestSilence }) => [
    ...[fault, String(times), seconds(longestWait), seconds(longestSilence)],
  ]);
  return [
    markdownTable(["what", "count"], counts),
    markdownTable(["fault", "times", "longest wait of a command", "longest time without any answer"], outages),
  ].join("\n\n");
}
