// The supervisor around the stand-in for the shop: node fake-shop.ts start [arguments]
import path from "node:path";
import { runSupervisor } from "#server/supervisor/run-supervisor.ts";

const [command, ...args] = process.argv.slice(2);
const project = process.env.FAKE_PROJECT ?? path.resolve(import.meta.dirname, "../../..");

process.exit(
  await runSupervisor({
    mode: command === "dev" ? "dev" : "start",
    args,
    environment: process.env,
    project,
    toolsFolder: process.env.FAKE_TOOLS ?? path.join(project, ".data", "bin"),
    program: path.join(import.meta.dirname, "fake-main.ts"),
    warmUp: [],
    steps: [],
    migrations: false,
  }),
);
