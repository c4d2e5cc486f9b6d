import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openRawConnection } from "../../overload/raw-connection.ts";
import { turnOf } from "../cart.ts";
import type { RunningSystem } from "../system.ts";
import { watched } from "./attach.ts";
import { type Interval, readSyncs, type SyncsOfCommands, syncsOfCommands } from "./syncs.ts";

const commandCount = 50;
/** So long that nothing of a command is left when the next one is sent. */
const pauseMs = 20;

/** Sends some commands one after the other and watches what the system syncs before it answers each. */
export async function watchCommands(system: RunningSystem, strace: string): Promise<SyncsOfCommands> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "granary-strace-"));
  const commands: Interval[] = [];
  try {
    const trace = await watched(strace, system.pids, path.join(folder, "trace"), async () => {
      const connection = await openRawConnection(system.host, system.port);
      for (let number = 0; number < commandCount; number++) {
        await wait(pauseMs);
        const { user, item } = turnOf(number);
        const from = Date.now();
        const { promise, resolve } = Promise.withResolvers<number | undefined>();
        connection.ask(system.addItem(user, item), (answer) => resolve(answer?.status));
        const status = await promise;
        if (status !== 200) throw new Error(`a command was answered with ${status ?? "nothing"}`);
        commands.push({ from, to: Date.now() + 1 });
      }
      connection.close();
    });
    return syncsOfCommands(commands, readSyncs(trace));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
