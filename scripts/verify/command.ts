import path from "node:path";
import { runCommand } from "#server/supervisor/run-command.ts";
import { oneCheck, type StageResult } from "./stage.ts";

type Manner = { env?: Record<string, string>; nice?: number };

/** Runs one of the installed tools from the project's folder. */
export function runTool(project: string, [tool = "", ...args]: string[], { env, nice = 0 }: Manner = {}) {
  const program = path.join(project, "node_modules", ".bin", tool);
  const [command = "", ...rest] = nice === 0 ? [program, ...args] : ["nice", "-n", String(nice), program, ...args];
  return runCommand(command, rest, { cwd: project, env: { ...process.env, ...env } });
}

/** A check that is one tool's exit code. */
export async function toolCheck(project: string, command: string[]): Promise<StageResult> {
  const { code, output } = await runTool(project, command);
  return oneCheck(code === 0 ? "" : output || `${command.join(" ")} ended with ${code}`);
}
