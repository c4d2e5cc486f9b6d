import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { RedisClient } from "./open-client.ts";

const folder = fileURLToPath(new URL("scripts/", import.meta.url));

export type ScriptArgument = string | number;
/** Runs a script by its file's name. */
export type RunScript = (name: string, keys: string[], args: ScriptArgument[]) => Promise<unknown>;

/** Makes the scripts known to a client; ioredis sends each whole once a connection and again after a NOSCRIPT. */
export function defineScripts(client: RedisClient): RunScript {
  for (const [name, lua] of readScripts()) client.defineCommand(commandName(name), { lua });
  type Call = (count: number, keys: string[], args: ScriptArgument[]) => Promise<unknown>;
  const commands = client as unknown as Record<string, Call>;
  return (name, keys, args) => {
    const command = commands[commandName(name)];
    if (!command) throw new Error(`there is no script ${name}.lua`);
    // ioredis takes lists as well as single arguments, of which a call can have too many
    return command.call(client, keys.length, keys, args);
  };
}

/** Every script with its includes put in place. */
export function readScripts(): Map<string, string> {
  const names = readdirSync(folder).filter((file) => file.endsWith(".lua"));
  return new Map(names.map((file) => [path.basename(file, ".lua"), withIncludes(read(file))]));
}

function withIncludes(lua: string): string {
  return lua.replaceAll(/^-- #include ([\w-]+)$/gm, (_, name: string) => read(`include/${name}.lua`));
}

function read(file: string): string {
  return readFileSync(path.join(folder, file), "utf8");
}

/** ioredis puts a method under this name onto the client: it must not be one of Redis' own. */
export function commandName(script: string): string {
  return `script:${script}`;
}
