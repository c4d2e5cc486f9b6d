import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Role } from "#server/env.ts";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import { type KeptProcess, keepProcess } from "#server/supervisor/kept-process.ts";
import { readableLine } from "#server/supervisor/readable-line.ts";

interface ShopProcessPlan {
  project: string;
  program: string;
  roles: Role[];
  env: NodeJS.ProcessEnv;
  /** Files that it loads while its servers still start. */
  warmUp: string[];
  /** Where its servers are, as soon as they can be used. */
  servers: Promise<Record<string, string>>;
  say(line: string): void;
  changed(): void;
}

interface ShopProcess extends KeptProcess {
  /** Where it serves, once it is ready and if it does. */
  readonly url: string | undefined;
  readonly metricsUrl: string | undefined;
}

const Message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), url: z.string().optional(), metricsUrl: z.string().optional() }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);

const warmUpProgram = new URL("./warm-up.ts", import.meta.url).href;

const nodeFlags = [
  // its own code on large pages, where the machine has them: the work is spread over so much code that finding it costs
  "--use-largepages=silent",
  // V8 makes some lists old from the start where many before them lived for long; each dead one then keeps what it last
  // held (ADR 15)
  "--no-allocation-site-pretenuring",
];

/** Running turns are finished before it ends. */
const grace = 45_000;

/** One process of the shop with some or all of its roles. */
export function shopProcess({
  project,
  program,
  roles,
  env,
  warmUp,
  servers,
  say,
  changed,
}: ShopProcessPlan): ShopProcess {
  let url: string | undefined;
  let metricsUrl: string | undefined;
  const name = roles.join(",");
  const kept = keepProcess({
    name,
    grace,
    say,
    changed,
    launch() {
      // machines read the log as it is, a person at a terminal its messages
      const forPerson = process.stdout.isTTY;
      const child = spawn(process.execPath, [...nodeFlags, "--import", warmUpProgram, program], {
        cwd: project,
        // a port that was chosen by the system at the first start is kept at the next
        env: {
          ...env,
          ROLES: name,
          WARM_UP: warmUp.join(","),
          ...(url ? { PORT: portOf(url) } : metricsUrl && { METRICS_PORT: portOf(metricsUrl) }),
        },
        detached: true,
        stdio: ["ignore", forPerson ? "pipe" : "inherit", "inherit", "ipc"],
      });
      if (child.stdout) createInterface({ input: child.stdout }).on("line", (line) => say(readableLine(line)));
      return child;
    },
    async whenReady(child, gone) {
      const answer = new Promise<z.output<typeof Message>>((resolve) => {
        child.on("message", (message) => {
          const parsed = Message.safeParse(message);
          if (parsed.success) resolve(parsed.data);
        });
      });
      child.send({ type: "go", env: await Promise.race([servers, gone]) });
      const first = await Promise.race([answer, gone.catch(explainEnd)]);
      if (first.type === "failed") throw new CannotStart(first.message);
      url = first.url ?? url;
      metricsUrl = first.metricsUrl;
      changed();
    },
  });
  return Object.defineProperties(kept, {
    url: { get: () => url },
    metricsUrl: { get: () => metricsUrl },
  }) as ShopProcess;
}

function explainEnd(error: Error): never {
  throw new CannotStart(`${error.message.replace(/\.$/, "")} before the shop was ready: see the lines above.`);
}

function portOf(url: string): string {
  const { port, protocol } = new URL(url);
  return port || (protocol === "https:" ? "443" : "80");
}
