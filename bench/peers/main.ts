// npm run bench:peers: the same cart on Granary, a Durable Object, Restate and BullMQ, in one run
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CannotMeasure } from "../cannot-measure.ts";
import { measuredCommit } from "../commit.ts";
import { mustBeWritable } from "../writable-file.ts";
import { folderOnDisk } from "./disk.ts";
import { findStrace } from "./durability/find-strace.ts";
import { installPeers } from "./install-peers.ts";
import { mediansOf } from "./load/figures.ts";
import { readPeersOptions, usage } from "./options.ts";
import { findPeerPackages, peersFolder } from "./peer-packages.ts";
import { report } from "./report.ts";
import type { PeersResult } from "./result.ts";
import { runRounds, watchAll } from "./rounds.ts";
import { isCompared, type System, type SystemName } from "./system.ts";
import { bullmq } from "./systems/bullmq.ts";
import { durableObject } from "./systems/durable-object.ts";
import { granary, granarySplit } from "./systems/granary.ts";
import { partitionsByDefault, restate } from "./systems/restate.ts";
import { stack } from "./systems/stack.ts";

const project = path.resolve(import.meta.dirname, "../..");
const resultsFolder = path.join(project, "bench", "results");
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(signal, () => stopping.abort());
const say = (line: string) => console.log(line);

async function systemsOf(names: readonly SystemName[], commit: string): Promise<System[]> {
  const installed = async () => {
    await installPeers({ folder: peersFolder, lockFile: path.join(project, ".data", "peers-install.lock"), say });
    return findPeerPackages();
  };
  const ours = { granary: granary(commit), "granary-split": granarySplit(commit), bullmq, stack };
  const isOurs = (name: SystemName): name is keyof typeof ours => Object.hasOwn(ours, name);
  const peers = names.every(isOurs) ? undefined : await installed();
  return names.flatMap((name) => {
    if (isOurs(name)) return [ours[name]];
    if (!peers) return [];
    if (name === "durable-object") return [durableObject(peers)];
    const partitions = name === "restate" ? partitionsByDefault : os.availableParallelism();
    return [restate(peers, { name, partitions })];
  });
}

function machineInWords(loadBefore: number): string {
  const [processor] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return (
    `${os.availableParallelism()} cores (${processor?.model.trim() ?? "unknown"}), ${memory} GiB, ` +
    `${os.type()} ${os.release().split("-")[0]} ${os.arch()}, Node ${process.versions.node}, load average ${loadBefore.toFixed(2)} before`
  );
}

async function measure(options: Exclude<ReturnType<typeof readPeersOptions>, "help">): Promise<PeersResult> {
  const { rounds, seconds, warmUp, onlyDurability } = options;
  const { signal } = stopping;
  const loadBefore = os.loadavg()[0] ?? 0;
  if (loadBefore > os.availableParallelism() / 4)
    say("Other programs use this machine too: the figures will be worse.");
  const { folder, filesystem } = folderOnDisk(options.data ?? path.join(project, ".data"));
  try {
    const commit = await measuredCommit(project);
    const systems = await systemsOf(options.systems, commit);
    const startedAt = new Date().toISOString();
    const run = { systems, folder, signal, say };
    const toolsFolder = path.join(project, ".data", "bin");
    const strace = await findStrace({ searchPath: process.env.PATH ?? "", toolsFolder });
    const watched = await watchAll(run, strace);
    const measured = onlyDurability ? [] : await runRounds(run, { rounds, seconds, warmUp });
    return {
      ...{ startedAt, commit, machine: machineInWords(loadBefore), filesystem, rounds, seconds, warmUp },
      ...{ ...watched, measured, rows: mediansOf(measured.filter(({ system }) => isCompared(system))) },
      informing: mediansOf(measured.filter(({ system }) => !isCompared(system))),
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function keep(result: PeersResult, page: string): string {
  const name = `${result.startedAt.slice(0, 10)}-${result.commit}-peers`;
  fs.mkdirSync(resultsFolder, { recursive: true });
  fs.writeFileSync(path.join(resultsFolder, `${name}.md`), `${page}\n`);
  fs.writeFileSync(path.join(resultsFolder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return path.relative(project, path.join(resultsFolder, name));
}

async function main(args: string[]): Promise<number> {
  const options = readPeersOptions(args);
  if (options === "help") {
    say(usage);
    return 0;
  }
  mustBeWritable(options.json);
  const result = await measure(options);
  const page = report(result);
  say(`\n${page}\n`);
  if (options.json) fs.writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
  if (!options.onlyDurability) say(`Kept as ${keep(result, page)}.md and .json.`);
  const failed = result.measured.reduce((sum, row) => sum + row.failed, 0);
  if (failed > 0) console.error(`${failed} requests failed.`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exit(await main(process.argv.slice(3)));
} catch (error) {
  if (stopping.signal.aborted) console.error("Stopped; nothing was kept.");
  else console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
