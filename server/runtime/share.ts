import type { Log } from "./log.ts";

/** Equal shares of all partitions; the oldest silos have one more where they do not come out even. */
export const shareOf = (partitions: number, silos: number, rank: number): number =>
  silos === 0 ? partitions : Math.floor(partitions / silos) + (Math.max(rank, 0) < partitions % silos ? 1 : 0);

/** Silos begin at different partitions, so that they rarely reach for the same one. */
export function claimOrder(partitions: number, rank: number): number[] {
  const from = Math.max(rank, 0);
  return Array.from({ length: partitions }, (_, i) => (i + from) % partitions);
}

/** Says what a silo runs each time that it has become another share, once that has lasted for two looks. */
export function sayShare(silo: string, partitions: number, log: Log): (running: number[], silos: number) => void {
  let last = "";
  let said = "";
  return (running, silos) => {
    const own = running.length === 0 ? "no partition" : `partitions ${running.toSorted((a, b) => a - b).join(", ")}`;
    const what = `this silo runs ${own} of ${partitions}; ${silos === 1 ? "it is the only silo" : `${silos} silos live`}`;
    const isSettled = what === last;
    last = what;
    if (!isSettled || what === said) return;
    said = what;
    log("info", what, { silo, partitions: running, silos });
  };
}
