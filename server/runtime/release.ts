import type { AgentType } from "./types.ts";

/** What a process's code can run: by agent type the schema version of its state, and its commands. */
export type Release = { [type: string]: { version: number; commands: string[] } };

export function releaseOf(types: ReadonlyMap<string, AgentType>): Release {
  const durable = [...types].flatMap(([name, type]) => (type.durable ? [[name, type.durable] as const] : []));
  return Object.fromEntries(
    durable.map(([name, { version, commands }]) => [name, { version, commands: Object.keys(commands) }]),
  );
}

/** Of a state, a record or a command: what it asks of the code that is to run it. */
export type Need = { type: string; version?: number; command?: string };

export const canRun = (release: Release, { type, version = 1, command }: Need): boolean => {
  const own = release[type];
  return own !== undefined && own.version >= version && (command === undefined || own.commands.includes(command));
};

/**
 * Whether one release is older than another: schema versions decide, a type that it does not know counts as the oldest;
 * with equal versions, the commands that it lacks. Two releases of which each has something newer are neither: a strict
 * partial order, so that among releases that live at once there is always one that is behind nobody.
 */
export function isBehind(one: Release, other: Release): boolean {
  const types = new Set([...Object.keys(one), ...Object.keys(other)]);
  const versions = [...types].map((type) => [one[type]?.version ?? 0, other[type]?.version ?? 0] as const);
  if (versions.some(([mine, theirs]) => mine > theirs)) return false;
  if (versions.some(([mine, theirs]) => mine < theirs)) return true;
  const knowsAll = (a: Release, b: Release) =>
    Object.entries(b).every(([type, { commands }]) => commands.every((command) => canRun(a, { type, command })));
  return knowsAll(other, one) && !knowsAll(one, other);
}

/** What one silo knows of the releases that live beside its own. */
export interface Releases {
  /** What this silo publishes. */
  readonly text: string;
  /** Takes in what the living silos have published. */
  look(published: ReadonlyMap<string, string>): void;
  /** Of these silos, those whose release is behind no other's; a silo of which nothing is known is not behind. */
  newest(silos: readonly string[]): string[];
  /** Whether a living silo of a newer release can run what this one cannot. */
  newerRuns(need: Need): boolean;
  /** Whether a living silo can whose release is not behind this one's: it may have a part that is newer, and lack others. */
  othersRun(need: Need): boolean;
}

export function createReleases(own: Release): Releases {
  const text = JSON.stringify(own);
  /** Hardly ever more than two: what was parsed once is not parsed at each beat. */
  let parsed = new Map([[text, own]]);
  let living = new Map<string, Release>();
  const isOneRelease = () => parsed.size <= 1;
  return {
    text,
    look(published) {
      const texts = new Set([...published.values(), text]);
      parsed = new Map([...texts].map((each) => [each, parsed.get(each) ?? (JSON.parse(each) as Release)]));
      living = new Map([...published].map(([silo, each]) => [silo, parsed.get(each) ?? own]));
    },
    newest(silos) {
      if (isOneRelease()) return [...silos];
      const known = silos.map((silo) => living.get(silo)).filter((release) => release !== undefined);
      return silos.filter((silo) => {
        const release = living.get(silo);
        return !release || !known.some((other) => isBehind(release, other));
      });
    },
    newerRuns: (need) =>
      !isOneRelease() && [...living.values()].some((other) => isBehind(own, other) && canRun(other, need)),
    othersRun: (need) =>
      !isOneRelease() && [...living.values()].some((other) => !isBehind(other, own) && canRun(other, need)),
  };
}
