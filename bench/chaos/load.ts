import { setTimeout as wait } from "node:timers/promises";
import { type ClientOrder, Progress } from "./client/order.ts";
import { ended, launch } from "./launch.ts";

/** All clients of a run, in a process a door. */
export interface Load {
  /** Waits until so many commands have been answered; rejects once nobody has been answered for long. */
  untilAnswered(commands: number): Promise<void>;
  /** Lets no client begin anything new; resolves when all have learned what became of their last command. */
  end(): Promise<void>;
  /** Ends the processes, whatever they are at. */
  kill(): void;
}

/** Longer than any fault and the start of a process after it. */
const longestSilence = 180_000;

export function startLoad(order: Omit<ClientOrder, "door">, signal: AbortSignal | undefined): Load {
  const programs = (["rest", "trpc"] as const).map((door) => {
    const child = launch("client/main.ts", { ...order, door } satisfies ClientOrder, signal);
    const program = { child, answered: 0, code: ended(child) };
    child.on("message", (message) => {
      program.answered = Progress.parse(message).answered;
    });
    return program;
  });
  const died = Promise.all(
    programs.map(async ({ code }) => {
      const how = await code;
      if (how !== 0) throw new Error(`a client's process ended with ${how}`);
    }),
  );
  const total = () => programs.reduce((sum, { answered }) => sum + answered, 0);
  // who waits hears of it; before that nobody does
  died.catch(() => {});

  async function watch(commands: number): Promise<void> {
    let [before, since] = [-1, 0];
    for (; total() < commands; await wait(500)) {
      if (total() !== before) [before, since] = [total(), Date.now()];
      if (Date.now() - since > longestSilence)
        throw new Error(`after ${before} commands nobody was answered for ${longestSilence / 1000} s`);
    }
  }

  return {
    untilAnswered: (commands) => Promise.race([watch(commands), died.then(() => undefined)]),
    async end() {
      for (const { child } of programs) child.send("end");
      await died;
    },
    kill() {
      for (const { child } of programs) child.kill("SIGKILL");
    },
  };
}
