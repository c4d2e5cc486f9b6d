import { spawn } from "node:child_process";

interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** What a finished command left: `code` is -1 when it could not even be started. */
interface CommandResult {
  code: number;
  output: string;
}

/** Runs a command to its end, without input, with both outputs in one text. */
export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: -1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? -1, output }));
  });
}
