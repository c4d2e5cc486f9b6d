import { startWatchdog } from "../watchdog.ts";

// A process under the watchdog that loops for ever, without ever yielding, when it is told to.
startWatchdog({ tick: 50, patience: 6 });
process.on("message", (what) => {
  if (what === "loop") for (;;);
  process.send?.("alive");
});
process.send?.("ready");
