import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { CannotMeasure } from "./cannot-measure.ts";
import type { K6 } from "./find-k6.ts";
import { type Measured, readMeasured } from "./measured.ts";

interface Profile {
  shop: { url: string; key: string };
  think: boolean;
  users: number;
  seconds: number;
  signal: AbortSignal;
  say(line: string): void;
}

const script = path.join(import.meta.dirname, "k6", "main.js");

/** Lets k6 run the four scenarios once and reads what it measured. */
export async function runProfile(k6: K6, { shop, think, users, seconds, signal, say }: Profile): Promise<Measured> {
  const folder = temporaryFolder("k6");
  const summaryFile = path.join(folder.path, "summary.json");
  const unexpectedFile = path.join(folder.path, "unexpected.jsonl");
  const quiet = ["--quiet", "--no-usage-report", "--log-format", "raw", "--address", ""];
  const env = {
    // none of the caller's K6_ settings may change what is measured
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("K6_"))),
    SHOP_URL: shop.url,
    SHOP_KEY: shop.key,
    USERS: String(users),
    SECONDS: String(seconds),
    THINK: think ? "yes" : "no",
    SUMMARY_FILE: summaryFile,
  };
  try {
    const args = ["run", ...quiet, "--console-output", unexpectedFile, script];
    const { code, output } = await run(k6.program, args, env, signal);
    if (code !== 0) throw new CannotMeasure(`k6 could not measure (exit code ${code}):\n${whatMatters(output)}`);
    // a fault in a script ends an iteration, not the run
    const said = whatMatters(output);
    if (said !== "") say(`k6 said:\n${said}`);
    return readMeasured(JSON.parse(fs.readFileSync(summaryFile, "utf8")), linesOf(unexpectedFile));
  } finally {
    folder.remove();
  }
}

type Environment = Record<string, string | undefined>;

interface Ended {
  code: number | null;
  output: string;
}

function run(program: string, args: string[], env: Environment, signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { NODE_ENV: "production", ...env },
      signal,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** Without the lines that say less than the answers' names do. */
const whatMatters = (output: string) =>
  output
    .replace(/^(\tat .*|Request Failed)\n?/gm, "")
    .trim()
    .slice(-2_000);

function linesOf(file: string): string[] {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
}
