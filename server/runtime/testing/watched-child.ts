import { startWatchdog } from "../watchdog.ts";

const tick = 50;
const patience = 6;

// A process under the watchdog that loops for ever, without ever yielding, when it is told to; or is kept from running
// for twice the watchdog's patience, as on a crowded machine.
startWatchdog({ tick, patience });
process.on("message", (what) => {
  if (what === "loop") for (;;);
  if (what === "starve") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * tick * patience);
  process.send?.("alive");
});
process.send?.("ready");
