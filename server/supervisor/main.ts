// npm start and npm run dev, after the bootstrap
import path from "node:path";
import { generationSteps } from "#server/supervisor/generation-steps.ts";
import { runSupervisor } from "#server/supervisor/run-supervisor.ts";

const [command, ...args] = process.argv.slice(2);
const project = path.resolve(import.meta.dirname, "../..");

process.exit(
  await runSupervisor({
    mode: command === "dev" ? "dev" : "start",
    args,
    environment: process.env,
    project,
    toolsFolder: path.join(project, ".data", "bin"),
    program: "server/main.ts",
    warmUp: ["server/agents/registry.ts", "server/runtime/redis/open-redis.ts", "server/start-web.ts"],
    steps: generationSteps,
    migrations: true,
  }),
);
