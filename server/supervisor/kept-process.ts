import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { nextDelay } from "#server/supervisor/back-off.ts";

interface Plan {
  name: string;
  /** Starts the process, in a process group of its own so that Ctrl-C reaches the supervisor alone. */
  launch(): ChildProcess;
  /** Settles when the process can be used; `gone` rejects when it ends before. */
  whenReady(child: ChildProcess, gone: Promise<never>): Promise<void>;
  /** How long it may take to end before it is killed, in milliseconds. */
  grace: number;
  say(line: string): void;
  /** Told whenever its process id is another one. */
  changed(): void;
}

export interface KeptProcess {
  readonly name: string;
  readonly pid: number | undefined;
  /** Where it tells how it does, as far as it does. */
  readonly metricsUrl?: string | undefined;
  /** The first start: it must succeed, later ones are repeated with growing pauses. */
  start(): Promise<void>;
  /** Ends the process and starts it again at once. */
  restart(): void;
  stop(): Promise<void>;
}

/** Keeps one process running from its first start until it is stopped. */
export function keepProcess(plan: Plan): KeptProcess {
  let child: ChildProcess | undefined;
  let ended: Promise<string> = Promise.resolve("not started");
  let stopping = false;
  let wasReady = false;
  let planned = false;
  let delay: number | undefined;
  let pause: AbortController | undefined;

  async function launch(): Promise<void> {
    const started = performance.now();
    const launched = plan.launch();
    child = launched;
    ended = untilEnd(launched);
    plan.changed();
    const gone = ended.then((how): never => {
      throw new Error(`The ${plan.name} process ended (${how}).`);
    });
    gone.catch(() => undefined);
    void ended.then((how) => {
      sweepGroup(launched.pid);
      child = undefined;
      plan.changed();
      if (!stopping && wasReady) void startAgain(how, performance.now() - started);
    });
    try {
      await plan.whenReady(launched, gone);
      wasReady = true;
    } catch (error) {
      launched.kill("SIGKILL");
      throw error;
    }
  }

  async function startAgain(how: string, lifetime: number): Promise<void> {
    if (planned) {
      planned = false;
      delay = undefined;
    } else {
      delay = nextDelay(delay, lifetime);
      plan.say(`The ${plan.name} process ended (${how}); starting it again.`);
      pause = new AbortController();
      await wait(delay, undefined, { signal: pause.signal }).catch(() => undefined);
    }
    if (stopping) return;
    await launch().catch((error: unknown) => plan.say(error instanceof Error ? error.message : String(error)));
  }

  return {
    name: plan.name,
    get pid() {
      return child?.pid;
    },
    start: launch,
    restart() {
      planned = child !== undefined;
      if (child) child.kill("SIGTERM");
      else pause?.abort();
    },
    async stop() {
      stopping = true;
      pause?.abort();
      if (!child) return;
      child.kill("SIGTERM");
      const late = AbortSignal.timeout(plan.grace);
      const kill = () => child?.kill("SIGKILL");
      late.addEventListener("abort", kill);
      await ended;
      late.removeEventListener("abort", kill);
    },
  };
}

function untilEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

/** Ends what a dead process has left in its group. */
function sweepGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nothing was left
  }
}
