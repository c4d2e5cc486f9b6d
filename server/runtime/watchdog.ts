import { Worker } from "node:worker_threads";

/** Runs in a thread of its own, whose ticks stand still while the whole process is paused. */
const watching = `
const { workerData } = require("node:worker_threads");
const beats = new Int32Array(workerData.beats);
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let seen = -1;
let missed = 0;
let usedThen = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  if (now === seen) missed += 1;
  else {
    missed = 0;
    usedThen = used();
  }
  seen = now;
  const { patience, tick } = workerData;
  const busy = used() - usedThen >= patience * tick;
  if ((missed >= patience && busy) || missed >= 6 * patience) {
    process.stderr.write("the event loop has not turned for " + missed + " ticks: a turn loops for ever; ending the process\\n");
    process.kill(process.pid, "SIGKILL");
  }
}, workerData.tick);
`;

/**
 * Ends this process when its event loop has not turned for `patience` of the watchdog's own ticks while the process used
 * as much of a processor: a turn that loops for ever cannot be stopped otherwise. Its message is then found by the next
 * owner. A paused process is not ended, nor one that a crowded machine keeps from running; one that waits for ever
 * without using a processor is ended after six times as long.
 */
export function startWatchdog({ tick = 1000, patience = 10 } = {}): () => void {
  const beats = new SharedArrayBuffer(4);
  const counter = new Int32Array(beats);
  const beat = setInterval(() => Atomics.add(counter, 0, 1), tick / 2);
  beat.unref();
  const thread = new Worker(watching, { eval: true, workerData: { beats, tick, patience } });
  thread.unref();
  return () => {
    clearInterval(beat);
    void thread.terminate();
  };
}
