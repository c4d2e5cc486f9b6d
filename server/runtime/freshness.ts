import { splitName } from "./ids.ts";
import { partitionOf } from "./partition.ts";

/** By type of agent. */
export type LastChanges = ReadonlyMap<string, string>;

export interface Changes {
  /**
   * For each type of agent the feed's cursor of the last commit of any of them in that partition; absent before the first.
   * Equal ones: nothing of the kind has committed between the two answers.
   */
  lastChanges(partition: number): Promise<LastChanges>;
}

/** All agents of one type in one partition, and how often they were found changed lately. */
export type Kind = { partition: number; type: string; changedInARow: number; askInstead: number };

export interface Freshness {
  kindOf(agent: string): Kind;
  /** Those of the kind's partition; undefined where its agents change so often that asking for each is the shorter way. */
  lastChanges(kind: Kind): Promise<LastChanges> | undefined;
  /** Whether the last change of each kind still is the one beside it; false where that is not known, or cannot be read. */
  areUnchanged(kinds: ReadonlyMap<Kind, string>): Promise<boolean>;
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

  /** Whether this look does without; counts them. */
  function isPassedOver(kind: Kind): boolean {
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

    lastChanges: (kind) => (isPassedOver(kind) ? undefined : changes.lastChanges(kind.partition)),

    async areUnchanged(kinds) {
      for (const kind of kinds.keys()) if (isPassedOver(kind)) return false;
      const asked: number[] = [];
      for (const { partition } of kinds.keys()) if (!asked.includes(partition)) asked.push(partition);
      try {
        const found = await Promise.all(asked.map((partition) => changes.lastChanges(partition)));
        for (const [{ partition, type }, change] of kinds) {
          if (found[asked.indexOf(partition)]?.get(type) !== change) return false;
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
