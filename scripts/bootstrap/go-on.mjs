import { CannotGoOn } from "./cannot-go-on.mjs";
import { checkPortIsFree } from "./check-port.mjs";
import { installPackages, packagesAreInstalled } from "./install-packages.mjs";
import { runOnOwnNode } from "./own-node.mjs";

const programs = {
  start: "server/supervisor/main.ts",
  dev: "server/supervisor/main.ts",
  reset: "server/supervisor/reset.ts",
  projections: "server/db/projections.ts",
  runtime: "server/operator/main.ts",
  bench: "bench/main.ts",
  "bench:resting": "bench/resting/main.ts",
  "bench:peers": "bench/peers/main.ts",
  "bench:micro": "bench/micro/main.ts",
  "bench:growth": "bench/growth/main.ts",
  "bench:pages": "bench/pages/main.ts",
  "bench:compare": "bench/compare/main.ts",
  screens: "scripts/screens/main.ts",
  test: "scripts/verify/main.ts",
  "test:outages": "scripts/outages/main.ts",
  "test:chaos": "bench/chaos/main.ts",
  "test:overload": "bench/overload/main.ts",
  "test:schedules": "bench/schedules/main.ts",
};

export async function goOn([command = "start", ...args]) {
  try {
    const program = programs[command];
    if (!program) {
      throw new CannotGoOn(`Granary knows no command "${command}": use ${Object.keys(programs).join(", ")}.`);
    }
    if (!packagesAreInstalled()) {
      // said before the slow step; the supervisor looks again at everything else
      if (command === "start" || command === "dev") await checkPortIsFree(process.env);
      await installPackages();
    }
    await runOnOwnNode(program, [command, ...args]);
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    console.error(error.message);
    if (command === "test") console.log("0 passed, 1 failed");
    process.exitCode = 1;
  }
}
