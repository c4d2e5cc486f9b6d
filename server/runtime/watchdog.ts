import { Worker } from "node:worker_threads";

/** Runs in a thread of its own, whose ticks stand still while the whole process is paused. */
const watching = `
const { workerData } = require("node:worker_threads");
const beats = new Int32Array(workerData.beats);
let seen = -1;
let missed = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  missed = now === seen ? missed + 1 : 0;
  seen = now;
  if (missed >= workerData.patience) {
    process.stderr.write("the event loop has not turned for " + missed + " ticks: a turn loops for ever; ending the process\\n");
    process.kill(process.pid, "SIGKILL");
  }
}, workerData.tick);
`;

/**
 * Ends this process when its event loop has not turned for `patience` of the watchdog's own ticks: a turn that loops for
 * ever cannot be stopped otherwise. Its message is then found by the next owner. A paused process is not ended.
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
