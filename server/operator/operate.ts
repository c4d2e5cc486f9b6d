import { parseArgs } from "node:util";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import { Fault, InvalidInput } from "#runtime/faults.ts";
import { type AnyAgent, agentTypes } from "#runtime/types.ts";
import { destroy, discard, fork, replay, revert } from "./changing-verbs.ts";
import { Misused } from "./misused.ts";
import { count, deadLetters, journal, list, schedules } from "./reading-verbs.ts";
import type { Flags, Given, Verb } from "./verb.ts";

const verbs: Record<string, Verb> = {
  list,
  count,
  journal,
  revert,
  fork,
  destroy,
  schedules,
  "dead-letters": deadLetters,
  replay,
  discard,
};

const said = (name: string, { words }: Verb) => `npm run runtime -- ${`${name} ${words}`.trim()}`;

/** Every verb with its words, below each other. */
export function usage(): string {
  const lines = Object.entries(verbs).map(([name, verb]) => [said(name, verb), verb.says] as const);
  const width = Math.max(...lines.map(([words]) => words.length));
  const rest =
    "\nAn agent is type/id, such as cart/user001. DATA_DIR says which running shop; REDIS_URL wins.\n" +
    "NAMESPACE and PARTITIONS are those that the shop was started with.";
  return `${lines.map(([words, says]) => `${words.padEnd(width)}  ${says}`).join("\n")}\n${rest}`;
}

export type Asked = { verb: Verb; words: string[]; flags: Flags };

/** What a command line asks for; nothing when it asks for help. Throws `Misused` with what to say instead. */
export function readCommand(args: readonly string[]): Asked | undefined {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { limit: text, prefix: text, before: text, key: text, states: flag, yes: flag };
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: { ...options, help: { ...flag, short: "h" } } }),
  );
  const [name, ...words] = positionals;
  if (values.help || name === undefined) return undefined;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) throw new Misused(`There is no "${name}".\n\n${usage()}`);
  if (words.length < verb.least || words.length > verb.most) throw new Misused(`Say it as ${said(name, verb)}`);
  const { help: _, ...flags } = values;
  const strange = Object.keys(flags).find((given) => !verb.takes.some((taken) => taken === given));
  if (strange !== undefined) throw new Misused(`${name} knows no --${strange}.\n\n${usage()}`);
  return { verb, words, flags };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Misused(`${error instanceof Error ? error.message : String(error)}\n\n${usage()}`);
  }
}

type Shop = Pick<Given, "say" | "wait"> & {
  runtime: RuntimeProcess;
  agents: readonly AnyAgent[];
  complain: (text: string) => void;
};

/** Does what was asked. Answers the exit code: 0 done, 1 not done, 2 not said as it must be. */
export async function operate(
  { verb, words, flags }: Asked,
  { runtime, agents, say, complain, wait }: Shop,
): Promise<number> {
  const durable = [...agentTypes(agents)].flatMap(([name, type]) =>
    type.durable ? [[name, type.contract] as const] : [],
  );
  try {
    return (await verb.run({ runtime, types: new Map(durable), words, flags, say, wait })) ? 0 : 1;
  } catch (error) {
    if (error instanceof Misused || error instanceof InvalidInput) complain(error.message);
    else if (error instanceof Fault) complain(`${error.code}: ${error.message}`);
    else throw error;
    return error instanceof Fault ? 1 : 2;
  }
}
