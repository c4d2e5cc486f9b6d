/** What a stream of the shop needs to begin where the one before it ended. */
export type Begin = { topics: string[]; fresh: string[]; lastEventId: string | null };

export type Heard = {
  onNews: (id: string, changed: readonly string[]) => void;
  /** `left`: the shop ended it, so nothing that was told before counts any more; else the line failed. */
  onEnd: (why: { left: boolean; retryAfter: number | null }) => void;
};

export type Connect = (begin: Begin, heard: Heard) => () => void;

type Options = {
  connect: Connect;
  /** To every tab, or to `tab` alone. */
  tell: (changed: readonly string[], tab?: string) => void;
  after: (ms: number, callback: () => void) => () => void;
  random: () => number;
};

/** Tabs come and go together: one new connection for all their topics. */
const gather = 250;
const longestPause = 30_000;
/** What the shop takes. */
const mostTopics = 50;

/** The one tab of a browser that holds the connection, for the topics of all tabs. */
export function createLeader({ connect, tell, after, random }: Options) {
  const wantedBy = new Map<string, readonly string[]>();
  let stream: { topics: ReadonlySet<string>; close: () => void } | null = null;
  let told: { id: string | null; topics: ReadonlySet<string> } = { id: null, topics: new Set() };
  let failures = 0;
  let waiting: "gathering" | "retrying" | null = null;
  let cancel = () => {};

  // the tabs that said it last come first
  const wanted = () => [...new Set([...wantedBy.values()].reverse().flat())].slice(0, mostTopics);

  function wait(why: "gathering" | "retrying", ms: number): void {
    waiting = why;
    cancel();
    cancel = after(ms, () => {
      waiting = null;
      open();
    });
  }

  function open(): void {
    const topics = wanted();
    if (topics.length > 0 && topics.every((topic) => stream?.topics.has(topic))) return;
    stream?.close();
    stream = null;
    if (topics.length === 0) return;
    const covered = new Set(topics);
    const fresh = topics.filter((topic) => !told.topics.has(topic));
    const one = { topics: covered, close: () => {} };
    stream = one;
    one.close = connect(
      { topics, fresh, lastEventId: told.id },
      {
        onNews(id, changed) {
          if (stream !== one) return;
          failures = 0;
          told = { id, topics: covered };
          if (changed.length > 0) tell(changed);
        },
        onEnd({ left, retryAfter }) {
          if (stream !== one) return;
          one.close();
          stream = null;
          if (left) told = { id: null, topics: new Set() };
          const pause = Math.min(1_000 * 2 ** failures++, longestPause) * (0.5 + random() / 2);
          wait("retrying", Math.max(pause, (retryAfter ?? 0) * 1_000));
        },
      },
    );
  }

  return {
    want(tab: string, topics: readonly string[]): void {
      const before = wantedBy.get(tab) ?? [];
      wantedBy.delete(tab);
      if (topics.length > 0) wantedBy.set(tab, topics);
      if (waiting === null) wait("gathering", gather);
      // not fresh to the stream, so no news of it will say what this page has missed since it was rendered
      const missed = topics.filter((topic) => told.topics.has(topic) && !before.includes(topic));
      if (missed.length > 0) tell(missed, tab);
    },
    /** Somebody has signed in or out: begins anew as whoever it is now. */
    anew(): void {
      told = { id: null, topics: new Set() };
      stream?.close();
      stream = null;
      wait("gathering", gather);
    },
    close(): void {
      cancel();
      stream?.close();
      stream = null;
    },
  };
}
