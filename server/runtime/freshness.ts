import { splitName } from "./ids.ts";
import { partitionOf } from "./partition.ts";

/** Of one partition, by type of agent. */
export type LastChanges = ReadonlyMap<string, string>;

export interface Changes {
  /**
   * For each of these types of agent, at least, the feed's cursor of the last commit of any of them in that partition; absent
   * before the first. Equal ones: nothing of the kind has committed between the two answers.
   */
  lastChanges(partition: number, types: readonly string[]): Promise<LastChanges>;
}

/** All agents of one type in one partition, and how often they were found changed lately. */
export type Kind = { partition: number; type: string; changedInARow: number; askInstead: number };

/** The last changes of some kinds of one partition, as they were when they were asked for. */
export type LastSeen = { partition: number; types: readonly string[]; changes: ReadonlyMap<Kind, string> };

export interface Freshness {
  kindOf(agent: string): Kind;
  /** With the kind's own; undefined where its agents change so often that asking for each is the shorter way. */
  lastChanges(kind: Kind): Promise<LastChanges> | undefined;
  /** Whether all last changes are as they were; false where that is not known, or cannot be read. */
  areUnchanged(seen: readonly LastSeen[]): Promise<boolean>;
  /** Whether asking was of use. */
  note(kind: Kind, isUnchanged: boolean): void;
}

const busyFrom = 3;
const looksWhileBusy = 64;

/**
 * Finds many copies fresh by one small read. Most of what a page shows changes rarely: while no agent of a type has
 * committed in a partition, all copies of that type from there are as they were.
 */
export function createFreshness(changes: Changes, partitions: number): Freshness {
  const known = new Map<string, Kind>();

  /** Counts the looks that go without asking for the kind; false once there were enough. */
  function passOver(kind: Kind): boolean {
    if (kind.askInstead === 0) return false;
    kind.askInstead--;
    return true;
  }

  return {
    kindOf(agent) {
      const { type } = splitName(agent);
      const partition = partitionOf(agent, partitions);
      const name = `${partition}/${type}`;
      const kind = known.get(name) ?? { partition, type, changedInARow: 0, askInstead: 0 };
      known.set(name, kind);
      return kind;
    },

    lastChanges: (kind) => (passOver(kind) ? undefined : changes.lastChanges(kind.partition, [kind.type])),

    async areUnchanged(seen) {
      for (const { changes } of seen) for (const kind of changes.keys()) if (passOver(kind)) return false;
      try {
        const now = await Promise.all(seen.map(({ partition, types }) => changes.lastChanges(partition, types)));
        for (const [i, { changes }] of seen.entries()) {
          for (const [kind, change] of changes) if (now[i]?.get(kind.type) !== change) return false;
        }
        return true;
      } catch {
        return false;
      }
    },

    note(kind, isUnchanged) {
      kind.changedInARow = isUnchanged ? 0 : kind.changedInARow + 1;
      if (kind.changedInARow < busyFrom) return;
      kind.changedInARow = busyFrom - 1;
      kind.askInstead = looksWhileBusy;
    },
  };
}
