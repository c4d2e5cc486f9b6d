import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { runCommand } from "#server/supervisor/run-command.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { projectFiles } from "./project-files.ts";
import { oneCheck, type StageResult } from "./stage.ts";

const config = ".dependency-cruiser.cjs";
const checked = ["app", "bench", "client", "components", "lib", "server"];

/** For each rule, a file that breaks it by importing another. */
const planted = [
  { rule: "no-cycles", from: "lib/a.ts", to: "lib/b.ts", back: true },
  { rule: "lib-is-the-floor", from: "lib/a.ts", to: "server/api/root.ts" },
  { rule: "runtime-knows-no-agents", from: "server/runtime/turn.ts", to: "server/agents/cart/cart.contract.ts" },
  { rule: "testing-stays-in-tests", from: "server/runtime/turn.ts", to: "server/testing/shop.ts" },
  { rule: "nothing-needs-the-bench", from: "lib/a.ts", to: "bench/report.ts" },
  { rule: "the-judge-knows-no-client", from: "bench/chaos/check/report.ts", to: "bench/chaos/client/plan.ts" },
  { rule: "runtime-core-knows-no-adapter", from: "server/runtime/turn.ts", to: "server/runtime/redis/store.ts" },
  { rule: "assistant-knows-no-agent", from: "server/assistant/prompt.ts", to: "server/agents/cart/cart.contract.ts" },
  { rule: "agents-know-no-web", from: "server/agents/cart/cart.agent.ts", to: "server/gateway/csrf.ts" },
  {
    rule: "agents-meet-by-contract",
    from: "server/agents/cart/cart.agent.ts",
    to: "server/agents/order/order.agent.ts",
  },
  { rule: "contracts-import-no-behaviour", from: "server/agents/cart/cart.contract.ts", to: "server/runtime/turn.ts" },
  { rule: "doors-speak-in-contracts", from: "server/api/root.ts", to: "server/agents/cart/cart.agent.ts" },
  { rule: "app-talks-to-api", from: "app/page.tsx", to: "server/db/client.ts" },
  { rule: "components-are-server-free", from: "components/cart.tsx", to: "server/api/root.ts" },
  { rule: "client-ships-no-server", from: "client/granary-client.ts", to: "lib/money.ts" },
  { rule: "prisma-stays-in-db", from: "server/api/root.ts", to: "server/db/generated/client.ts" },
];

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** The arrows of the design, and proof that they were looked at: with an unsuitable parser the tool sees no module. */
export async function checkBoundaries(project: string): Promise<StageResult> {
  const folders = checked.filter((folder) => fs.existsSync(path.join(project, folder)));
  const { totalCruised, violations } = await cruise(project, project, folders);
  const expected = projectFiles(project, /\.tsx?$/).filter((file) => folders.includes(file.split("/")[0] ?? ""));
  const problems = violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);
  if (totalCruised < expected.length) problems.push(`only ${totalCruised} of ${expected.length} modules were checked`);
  return oneCheck([...problems, ...(await undetectedPlants(project))].join("\n"));
}

async function undetectedPlants(project: string): Promise<string[]> {
  const folder = temporaryFolder("boundaries");
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder.path, file)), { recursive: true });
    fs.appendFileSync(path.join(folder.path, file), text);
  };
  const importing = (from: string, to: string, name: string) => {
    const target = path.relative(path.dirname(from), to);
    write(from, `import { it as ${name} } from "${target.startsWith(".") ? target : `./${target}`}";\nvoid ${name};\n`);
    write(to, "");
  };
  planted.forEach(({ from, to, back }, index) => {
    importing(from, to, `there${index}`);
    if (back) importing(to, from, `back${index}`);
  });
  fs.copyFileSync(path.join(project, config), path.join(folder.path, config));
  fs.copyFileSync(path.join(project, "tsconfig.json"), path.join(folder.path, "tsconfig.json"));
  fs.symlinkSync(path.join(project, "node_modules"), path.join(folder.path, "node_modules"));
  try {
    const { violations } = await cruise(project, folder.path, checked);
    const found = new Set(violations.map(({ rule }) => rule.name));
    const rules = [...fs.readFileSync(path.join(project, config), "utf8").matchAll(/name: "([\w-]+)"/g)];
    const names = rules.map((match) => match[1] ?? "");
    return [
      ...planted.filter(({ rule }) => !found.has(rule)).map(({ rule }) => `${rule} did not find its planted violation`),
      ...names
        .filter((name) => !planted.some(({ rule }) => rule === name))
        .map((name) => `${name} has no planted violation`),
    ];
  } finally {
    folder.remove();
  }
}

async function cruise(project: string, cwd: string, folders: string[]) {
  const tool = path.join(project, "node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");
  const helper = path.join(project, "scripts", "verify", "swc-knows-using.mjs");
  const args = ["--import", helper, tool, ...folders, "--config", config, "--output-type", "json"];
  const { output } = await runCommand(process.execPath, args, { cwd });
  const start = output.indexOf("{");
  if (start < 0) throw new Error(output);
  return Report.parse(JSON.parse(output.slice(start))).summary;
}
