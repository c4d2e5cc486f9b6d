import fs from "node:fs";
import path from "node:path";
import { findExecutable, isExecutable } from "#server/supervisor/find-executable.ts";
import { runCommand } from "#server/supervisor/run-command.ts";
import { CannotMeasure } from "./cannot-measure.ts";

const pinned = "v1.8.1";
const oldestMajor = 1;

export interface K6 {
  program: string;
  version: string;
}

interface Search {
  searchPath: string;
  /** Where one that was built here is kept. */
  toolsFolder: string;
  say(line: string): void;
}

/** The k6 on the PATH, the one that was built before, or a new one where Go can build it. */
export async function findK6({ searchPath, toolsFolder, say }: Search): Promise<K6> {
  const built = path.join(toolsFolder, "k6");
  const installed = findExecutable(["k6"], searchPath);
  const found = (installed && (await usable(installed))) ?? (isExecutable(built) ? await usable(built) : undefined);
  if (found) return found;
  const go = findExecutable(["go"], searchPath);
  const problem = go ? await build(go, toolsFolder, say) : "there is no Go on the PATH";
  const now = problem === "" ? await usable(built) : undefined;
  if (now) return now;
  throw new CannotMeasure(
    `The load test needs k6 ${oldestMajor}.0 or newer and could not build it (${problem || "what was built does not run"}): ` +
      "install k6 (https://grafana.com/docs/k6/latest/set-up/install-k6/) or Go 1.25, and run npm run bench again.",
  );
}

async function usable(program: string): Promise<K6 | undefined> {
  const { output } = await runCommand(program, ["version"]);
  const version = /\bv((\d+)\.\d+\.\d+\S*)/.exec(output);
  return version?.[1] && Number(version[2]) >= oldestMajor ? { program, version: version[1] } : undefined;
}

/** What went wrong, or nothing. */
async function build(go: string, toolsFolder: string, say: (line: string) => void): Promise<string> {
  say(`Building k6 ${pinned} with Go (some minutes, once) …`);
  fs.mkdirSync(toolsFolder, { recursive: true });
  const env = { ...process.env, GOBIN: toolsFolder };
  const { code, output } = await runCommand(go, ["install", `go.k6.io/k6@${pinned}`], { env, cwd: toolsFolder });
  return code === 0 ? "" : (output.trim().split("\n").at(-1) ?? "go install failed");
}
