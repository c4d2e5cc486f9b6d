import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** Starts one of this folder's programs with what it is to do; it ends with this process. */
export function launch(program: string, order: object, signal: AbortSignal | undefined): ChildProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, program), JSON.stringify(order)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    ...(signal && { signal }),
  });
  // whoever stops this program stops its clients
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  return child;
}

export async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, "exit");
  return code;
}
