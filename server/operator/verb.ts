import type { AnyContract, Caller } from "#runtime/contract.ts";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import { splitName } from "#runtime/ids.ts";
import { Misused } from "./misused.ts";

/** What a verb works with. */
export type Given = {
  runtime: RuntimeProcess;
  /** The types of agents that have a state, by name. */
  types: ReadonlyMap<string, AnyContract>;
  words: readonly string[];
  flags: Flags;
  say: (text: string) => void;
  /** Waits between two looks. */
  wait: (ms: number) => Promise<unknown>;
};
export type Flags = {
  limit?: string | undefined;
  prefix?: string | undefined;
  before?: string | undefined;
  key?: string | undefined;
  states?: boolean | undefined;
  yes?: boolean | undefined;
};

export type Verb = {
  /** Its words, as its usage shows them, and how few and how many there must be. */
  words: string;
  least: number;
  most: number;
  says: string;
  /** The options that it knows; any other is refused. */
  takes: readonly (keyof Flags)[];
  /** False when what was asked could not be done, and it has said why. */
  run(given: Given): Promise<boolean>;
};

/** In whose name an operator's commands stand in journals. */
export const operator: Caller = { kind: "system", id: "operator" };

export function contractOf({ types }: Pick<Given, "types">, name: string): AnyContract {
  const of = types.get(name);
  if (of) return of;
  throw new Misused(`There is no type of agent "${name}" with a state: there are ${[...types.keys()].join(", ")}.`);
}

/** The word at a place, which the usage has made sure of. */
export const wordAt = ({ words }: Pick<Given, "words">, place: number): string => words[place] ?? "";

/** An agent by its name `type/id`. */
export function agentAt(given: Given, place: number): { of: AnyContract; id: string; name: string } {
  const name = wordAt(given, place);
  const { type, id } = splitName(name);
  if (!name.includes("/") || id === "")
    throw new Misused(`"${name}" is not an agent: say type/id, such as cart/user001.`);
  return { of: contractOf(given, type), id, name };
}

export function wholeNumber(what: string, text: string, least = 1): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(number) && number >= least) return number;
  throw new Misused(`${what} must be a whole number from ${least} on, not "${text}".`);
}

export const limitOf = ({ flags }: Given, usual: number): number =>
  flags.limit === undefined ? usual : wholeNumber("--limit", flags.limit);

/** An empty one, of a variable that is not set, would be the key of all that are given so. */
export function keyOf({ flags }: Given): { key?: string } {
  if (flags.key === undefined) return {};
  if (flags.key.trim() === "") throw new Misused("--key must not be empty.");
  return { key: flags.key };
}

/** What cannot be taken back is done only when that is said. */
export function insist({ flags }: Given, what: string): void {
  if (!flags.yes) throw new Misused(`This ${what} for good: say it with --yes.`);
}
