import { expect, test } from "vitest";
import { readSyncs, syncsOfCommands } from "./syncs.ts";

test("a call is known by the moment of its return and its file", () => {
  const trace = "411   1700000000.100000 fdatasync(12</data/appendonly.aof.1.incr.aof>) = 0 <0.002000>\n";
  const [sync] = readSyncs(trace);
  expect(sync?.file).toBe("appendonly.aof.1.incr.aof");
  expect(sync?.at).toBeCloseTo(1700000000102, 3);
});

test("a call that others interrupted ends where it is resumed", () => {
  const trace = `411 1700000000.100000 fdatasync(12</data/000004.log> <unfinished ...>
412 1700000000.101000 fsync(13</data/cart.sqlite-wal>) = 0 <0.001000>
411 1700000000.105000 <... fdatasync resumed>) = 0 <0.005000>`;
  expect(readSyncs(trace).map(({ at, file }) => [Math.round(at), file])).toEqual([
    [1700000000102, "cart.sqlite-wal"],
    [1700000000105, "000004.log"],
  ]);
});

test("what failed, and what else strace writes, is no sync", () => {
  const trace = `411 1700000000.100000 fsync(5</run/x.sock>) = -1 EINVAL (Invalid argument) <0.000010>
411 1700000000.200000 --- SIGTERM {si_signo=SIGTERM} ---
411 1700000000.300000 <... fsync resumed>) = 0 <0.000010>
411 1700000000.400000 +++ exited with 0 +++`;
  expect(readSyncs(trace)).toEqual([]);
});

test("a command is synced only by what returned before its answer", () => {
  const commands = [
    { from: 100, to: 110 },
    { from: 200, to: 210 },
    { from: 300, to: 310 },
  ];
  const syncs = [
    { at: 105, file: "000004.log" },
    { at: 106, file: "000017.log" },
    { at: 150, file: "CURRENT" },
    { at: 300, file: `${"0a".repeat(32)}.sqlite-wal` },
    { at: 311, file: "000017.log" },
  ];
  expect(syncsOfCommands(commands, syncs)).toEqual({
    commands: 3,
    synced: 2,
    syncs: 3,
    files: ["*.log", "*.sqlite-wal"],
  });
});
