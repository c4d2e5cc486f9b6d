import { markdownTable } from "#lib/markdown-table.ts";
import { besideTheBar } from "./bar.ts";
import type { NamedCount, Row } from "./measured.ts";
import type { Original } from "./original.ts";
import type { BenchResult, ProfileResult } from "./result.ts";

const columns = ["endpoint", "requests", "unexpected", "refused", "avg", "p50", "p95", "p99", "max", "req/s"];
const mostKinds = 20;

/** The whole result as a page. */
export function report(result: BenchResult, original: Original): string {
  const { machine, profiles } = result;
  return [
    `# Load test, ${result.startedAt.slice(0, 16).replace("T", " ")} UTC, commit ${result.commit}`,
    [
      `* Machine: ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}; ` +
        `load average before: ${machine.loadBefore}. k6 and the shop share it.`,
      `* Versions: Node ${machine.node}, Redis ${machine.redis}, k6 ${machine.k6}.`,
      `* Shop: ${result.shop}.`,
      `* Settings: ${result.users} users in four equal scenarios, ${result.minutes} minutes each profile.`,
      `* Original: ${original.source}; ${original.machine}; ${original.users} users with think time, ${original.seconds} s.`,
    ].join("\n"),
    ...profiles.flatMap((each) => profile(each, original, result.users)),
    "Times in milliseconds. [How it is counted, and how to read it](../README.md).",
  ].join("\n\n");
}

function profile({ think, measured, warnings }: ProfileResult, original: Original, users: number): string[] {
  const bar = besideTheBar(measured.rows, { think, users });
  return [
    think ? "## With 5 to 15 s of think time" : "## Without think time (the original has no such run)",
    markdownTable(
      columns,
      measured.rows.flatMap((row) => [ours(row), theirs(original.rows[row.endpoint])]),
    ),
    ...(bar ? [bar] : []),
    listed("Expected refusals", measured.refusals.map(inWords)),
    listed("Unexpected answers", measured.unexpected.map(inWords)),
    listed(
      "Warnings in the shop's log",
      warnings.map(({ message, count }) => `\`${message}\` ${whole(count)}`),
    ),
  ];
}

const ours = (row: Row): string[] => [
  row.endpoint,
  ...[row.requests, row.unexpected, row.refused].map(whole),
  ...[row.avg, row.p50, row.p95, row.p99, row.max].map(rounded),
  rounded(row.perSecond),
];

/** The original does not tell refusals and faults apart, hence the star. */
const theirs = (row: Original["rows"]["all"]): string[] => [
  "↳ original",
  whole(row.requests),
  `${whole(row.failed)}*`,
  "",
  ...[row.avg, row.p50, row.p95, row.p99, row.max].map(rounded),
  rounded(row.perSecond),
];

const inWords = ({ endpoint, name, count }: NamedCount) => `${endpoint} \`${name}\` ${whole(count)}`;

function listed(title: string, each: string[]): string {
  const more = each.length > mostKinds ? `, and ${each.length - mostKinds} other kinds` : "";
  return `${title}: ${each.length === 0 ? "none" : each.slice(0, mostKinds).join(", ")}${more}.`;
}

const whole = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });

/** Three digits or so; more would only be noise. */
const rounded = (value: number) => {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
};
