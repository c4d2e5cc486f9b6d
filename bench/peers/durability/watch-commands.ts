import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CannotMeasure } from "../../cannot-measure.ts";
import { openRawConnection } from "../../overload/raw-connection.ts";
import { turns } from "../cart.ts";
import type { RunningSystem } from "../system.ts";
import { watched } from "./attach.ts";
import { type Interval, readSyncs, type SyncsOfCommands, syncsOfCommands } from "./syncs.ts";

/** Carts that take a command in turn; each has its line before. */
const cartCount = 5;
/** Commands of each. */
const roundCount = 10;
/** So long that nothing of a command is left when the next one is sent. */
const pauseMs = 20;

/** Sends some commands one after the other and watches what the system syncs before it answers each. */
export async function watchCommands(system: RunningSystem, strace: string): Promise<SyncsOfCommands> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "granary-strace-"));
  const requests = turns.slice(0, cartCount).map(({ user, item }) => system.addItem(user, item));
  const connection = await openRawConnection(system.host, system.port);

  async function command(request: string): Promise<Interval> {
    await wait(pauseMs);
    const from = Date.now();
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    connection.ask(request, (answer) => resolve(answer?.status));
    const status = await promise;
    if (status !== 200) throw new CannotMeasure(`A command was answered with ${status ?? "nothing"}.`);
    return { from, to: Date.now() + 1 };
  }

  try {
    for (const request of requests) await command(request);
    const commands: Interval[] = [];
    const trace = await watched(strace, system.pids, path.join(folder, "trace"), async () => {
      for (let round = 0; round < roundCount; round++) {
        for (const request of requests) commands.push(await command(request));
      }
    });
    return syncsOfCommands(commands, readSyncs(trace));
  } finally {
    connection.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
