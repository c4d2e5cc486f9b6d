import { runCommand } from "#server/supervisor/run-command.ts";

/** The commit that is measured; results that were just written do not count as a change. */
export async function measuredCommit(project: string): Promise<string> {
  const git = (...args: string[]) => runCommand("git", args, { cwd: project });
  const head = await git("rev-parse", "--short=8", "HEAD");
  if (head.code !== 0) return "unknown";
  const changes = await git("status", "--porcelain", "--", ".", ":!bench/results");
  return `${head.output.trim()}${changes.output.trim() === "" ? "" : "-changed"}`;
}
