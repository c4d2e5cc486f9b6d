import { splitName } from "./ids.ts";
import { partitionOf } from "./partition.ts";

export interface Changes {
  /**
   * The feed's cursor of the last commit of any agent of that type in that partition; undefined before the first. Equal
   * ones: nothing of the kind has committed between the two answers.
   */
  lastChange(partition: number, type: string): Promise<string | undefined>;
}

/** All agents of one type in one partition, and how often they were found changed lately. */
export type Kind = { partition: number; type: string; changedInARow: number; askInstead: number };

export interface Freshness {
  kindOf(agent: string): Kind;
  /** The last change of the kind; undefined where its agents change so often that asking for each is the shorter way. */
  lastChange(kind: Kind): Promise<string | undefined>;
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
  const kinds = new Map<string, Kind>();

  return {
    kindOf(agent) {
      const { type } = splitName(agent);
      const partition = partitionOf(agent, partitions);
      const name = `${partition}/${type}`;
      const kind = kinds.get(name) ?? { partition, type, changedInARow: 0, askInstead: 0 };
      kinds.set(name, kind);
      return kind;
    },

    async lastChange(kind) {
      if (kind.askInstead > 0) {
        kind.askInstead--;
        return undefined;
      }
      return changes.lastChange(kind.partition, kind.type);
    },

    note(kind, isUnchanged) {
      kind.changedInARow = isUnchanged ? 0 : kind.changedInARow + 1;
      if (kind.changedInARow < busyFrom) return;
      kind.changedInARow = busyFrom - 1;
      kind.askInstead = looksWhileBusy;
    },
  };
}
