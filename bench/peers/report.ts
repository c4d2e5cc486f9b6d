import { markdownTable } from "#lib/markdown-table.ts";
import { ratiosOf } from "./ratios.ts";
import { connectionCounts, type MeasuredSystem, operations, type PeersResult } from "./result.ts";
import type { SystemName } from "./system.ts";

const rate = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });
const ms = (value: number) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : "–");
const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ×`;

/** The page of a run. */
export function report(result: PeersResult): string {
  const { startedAt, commit, machine, filesystem, rows } = result;
  return [
    "# Granary beside its peers",
    `${startedAt}, commit ${commit}. ${machine}. Data on ${filesystem}. \`bench/peers/README.md\` says what is compared and how.`,
    ...(rows.length > 0
      ? ["## Figures", howMeasured(result), figures(result), "## Ratios", ratios(result, "granary"), ...split(result)]
      : []),
    "## What is on the disk before an answer",
    durability(result),
  ].join("\n\n");
}

function howMeasured({ rounds, seconds, warmUp }: PeersResult): string {
  return (
    `Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}, the systems in turn, each started anew on an empty folder ` +
    `while no other ran; ${seconds} s for each measurement after ${warmUp} s of warm-up.`
  );
}

function figures({ rows, informing, systems }: PeersResult): string {
  const titles = new Map(systems.map(({ name, title }) => [name, title]));
  const cells = operations.flatMap((op) =>
    connectionCounts.flatMap((connections) =>
      [...rows, ...informing]
        .filter((row) => row.op === op && row.connections === connections)
        .map(({ system, rps, p50, p99, failed }) => [
          ...[`${op}, ${connections} connections`, titles.get(system) ?? system],
          ...[rate(rps), ms(p50), ms(p99), rate(failed)],
        ]),
    ),
  );
  return markdownTable(["what", "system", "requests/s", "p50 ms", "p99 ms", "failed"], cells);
}

/** The same bars, where a process for each role was measured too. */
function split(result: PeersResult): string[] {
  const isMeasured = result.informing.some(({ system }) => system === "granary-split");
  return isMeasured ? ["## Ratios with a process for each role", ratios(result, "granary-split")] : [];
}

function ratios({ rows, informing }: PeersResult, own: SystemName): string {
  const found = ratiosOf([...rows, ...informing], own);
  if (found.length === 0) return "Granary and a peer were not both measured.";
  return markdownTable(
    ["Granary beside", "what", "ratio", "bar", "met"],
    found.map(({ peer, op, connections, ratio, least, isMet }) => [
      ...[peer, `${op}, ${connections} connections`],
      ...[times(ratio), least === undefined ? "–" : `${least} ×`, isMet === undefined ? "–" : isMet ? "yes" : "no"],
    ]),
  );
}

function durability({ systems, notWatched }: PeersResult): string {
  const table = markdownTable(
    ["system", "commands synced before their answer", "syncs a command", "files"],
    systems.map(({ title, seen }) => [title, ...cellsOf(seen)]),
  );
  const settings = systems.map(({ title, durability: setting }) => `* ${title}: ${setting}.`).join("\n");
  const how =
    notWatched === undefined
      ? "Seen by strace (fsync, fdatasync) on commands sent one after the other: a command counts as synced " +
        "when such a call of its server returned between request and answer. With more connections one call can serve several commands."
      : `Not looked at with strace: ${notWatched}.`;
  return `${settings}\n\n${table}\n\n${how}`;
}

function cellsOf(seen: MeasuredSystem["seen"]): string[] {
  if (!seen) return ["–", "–", "–"];
  const { commands, synced, syncs, files } = seen;
  return [`${synced} of ${commands}`, (syncs / commands).toFixed(1), files.map((file) => `\`${file}\``).join(", ")];
}
