/** A call with which a process waited until a file was on the disk. */
export interface Sync {
  /** When it had returned, in ms since 1970. */
  at: number;
  /** The file's name without its folder. */
  file: string;
}

const begun = /^(\d+)\s+(\d+\.\d+)\s+(?:fsync|fdatasync)\(\d+<([^>]*)>/;
const took = /<(\d+\.\d+)>$/;
const resumed = /^(\d+)\s+(\d+\.\d+)\s+<\.\.\. (?:fsync|fdatasync) resumed>/;
const failed = /= -1 /;

/** What `strace -f -y -ttt -T -e trace=fsync,fdatasync` wrote, without calls that failed. */
export function readSyncs(trace: string): Sync[] {
  const syncs: Sync[] = [];
  const open = new Map<string, string>();
  for (const line of trace.split("\n")) {
    const begin = begun.exec(line);
    if (begin) {
      const [, thread = "", at = "", file = ""] = begin;
      const seconds = took.exec(line)?.[1];
      // another thread's call came in between: the end stands on a line of its own
      if (seconds === undefined) open.set(thread, nameOf(file));
      else if (!failed.test(line)) syncs.push({ at: (Number(at) + Number(seconds)) * 1000, file: nameOf(file) });
      continue;
    }
    const [, thread = "", at = ""] = resumed.exec(line) ?? [];
    const file = open.get(thread);
    if (file === undefined) continue;
    open.delete(thread);
    if (!failed.test(line)) syncs.push({ at: Number(at) * 1000, file });
  }
  return syncs;
}

const nameOf = (file: string) => file.slice(file.lastIndexOf("/") + 1);

/** One command, in ms since 1970. */
export interface Interval {
  from: number;
  to: number;
}

export interface SyncsOfCommands {
  commands: number;
  /** So many commands saw at least one of their server's calls return before they were answered. */
  synced: number;
  /** Calls that returned while a command was under way. */
  syncs: number;
  /** The kinds of files, most often synced first; what differs from file to file of a kind stands as `*`. */
  files: string[];
}

/** Which of the commands, sent one after the other with pauses, had something synced meanwhile. */
export function syncsOfCommands(commands: readonly Interval[], syncs: readonly Sync[]): SyncsOfCommands {
  const within = commands.map(({ from, to }) => syncs.filter(({ at }) => at >= from && at <= to));
  const counted = Map.groupBy(within.flat(), ({ file }) => kindOf(file));
  return {
    commands: commands.length,
    synced: within.filter((found) => found.length > 0).length,
    syncs: within.flat().length,
    files: [...counted].sort(([, one], [, other]) => other.length - one.length).map(([kind]) => kind),
  };
}

const kindOf = (file: string) => file.replace(/[0-9a-f]{16,}|\d+/g, "*");
