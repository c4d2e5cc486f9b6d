import { markdownTable } from "./markdown-table.ts";
import type { Measured, NamedCount, Row } from "./measured.ts";
import type { Original } from "./original.ts";
import type { BenchResult } from "./result.ts";

const columns = ["endpoint", "requests", "unexpected", "refused", "avg", "p50", "p95", "p99", "max", "req/s"];

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
    ...profiles.flatMap(({ think, measured }) => profile(think, measured, original)),
    "Times in milliseconds. [How it is counted, and how to read it](../README.md).",
  ].join("\n\n");
}

function profile(think: boolean, measured: Measured, original: Original): string[] {
  return [
    think ? "## With 5 to 15 s of think time" : "## Without think time (the original has no such run)",
    markdownTable(
      columns,
      measured.rows.flatMap((row) => [ours(row), theirs(original.rows[row.endpoint])]),
    ),
    named("Expected refusals", measured.refusals),
    named("Unexpected answers", measured.unexpected),
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

function named(title: string, counts: NamedCount[]): string {
  const each = counts.map(({ endpoint, name, count }) => `${endpoint} \`${name}\` ${whole(count)}`);
  return `${title}: ${each.length === 0 ? "none" : each.join(", ")}.`;
}

const whole = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });

/** Three digits or so; more would only be noise. */
const rounded = (value: number) => {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
};
