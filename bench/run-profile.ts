import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { CannotMeasure } from "./cannot-measure.ts";
import type { K6 } from "./find-k6.ts";
import { type Measured, readMeasured } from "./measured.ts";

interface Profile {
  shop: { url: string; key: string };
  /** With the original's pauses, the users one after the other; without, all at once and without any. */
  think: boolean;
  /** Other pauses between two visits, in seconds: as short as the first, as long as the second. */
  pauses?: readonly [number, number];
  users: number;
  seconds: number;
  /** Where k6's own page about the run is written to. */
  html?: string | undefined;
  signal: AbortSignal;
  say(line: string): void;
}

const originalPauses = [5, 15] as const;
const script = path.join(import.meta.dirname, "k6", "main.js");

/** Lets k6 run the four scenarios once and reads what it measured. */
export async function runProfile(k6: K6, profile: Profile): Promise<Measured> {
  const { shop, think, pauses = think ? originalPauses : undefined, users, seconds, html, signal, say } = profile;
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
    PAUSES: JSON.stringify(pauses ?? null),
    SUMMARY_FILE: summaryFile,
    ...(html !== undefined && dashboard(html, seconds)),
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

/** Drawn by k6 itself; its curves need some points, also of a short run. Nothing listens meanwhile. */
const dashboard = (file: string, seconds: number): Environment => ({
  K6_WEB_DASHBOARD: "true",
  K6_WEB_DASHBOARD_EXPORT: file,
  K6_WEB_DASHBOARD_PORT: "-1",
  K6_WEB_DASHBOARD_PERIOD: `${Math.min(10, Math.max(1, Math.floor(seconds / 20)))}s`,
});

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
