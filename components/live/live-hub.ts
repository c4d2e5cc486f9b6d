import { type Connect, createLeader } from "./leader.ts";
import { channelName, type TabMessage } from "./tab-message.ts";

export interface LiveHub {
  /** What this tab shows now. */
  want(topics: readonly string[]): void;
  close(): void;
}

// loaded when there is something to follow
const connect: Connect = (begin, heard) => {
  let close: (() => void) | null = null;
  let closed = false;
  import("./live-connection.ts").then(
    ({ connectLive }) => {
      if (!closed) close = connectLive(begin, heard);
    },
    () => heard.onEnd({ left: false, retryAfter: null }),
  );
  return () => {
    closed = true;
    close?.();
  };
};

/**
 * This tab among the browser's tabs: whoever holds the lock leads and has the connection; the lock goes on to the next
 * when the leader closes. Where there are no locks (an insecure origin) every tab leads itself.
 */
export function openLiveHub(onChanged: (topics: readonly string[]) => void): LiveHub {
  const tab = String(Math.random());
  const channel = new BroadcastChannel(channelName);
  const leaving = new AbortController();
  let leader: ReturnType<typeof createLeader> | null = null;
  let own: readonly string[] = [];

  const post = (message: TabMessage) => channel.postMessage(message);

  function lead(): void {
    if (leaving.signal.aborted) return;
    leader = createLeader({
      connect,
      tell(topics, only) {
        if (only !== tab && navigator.locks !== undefined) post({ kind: "changed", topics, only });
        if (only === undefined || only === tab) onChanged(topics);
      },
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    });
    leader.want(tab, own);
    post({ kind: "who" });
  }

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === "who") post({ kind: "wanted", tab, topics: own });
    if (data.kind === "changed" && (data.only === undefined || data.only === tab)) onChanged(data.topics);
    if (data.kind === "signed") leader?.anew();
    if (data.kind === "wanted" && navigator.locks !== undefined) leader?.want(data.tab, data.topics);
  };

  if (navigator.locks === undefined) lead();
  else {
    const untilLeaving = () => {
      lead();
      return new Promise<void>((resolve) => leaving.signal.addEventListener("abort", () => resolve(), { once: true }));
    };
    // aborted while it waits: another tab leads on
    navigator.locks.request(channelName, { signal: leaving.signal }, untilLeaving).catch(() => {});
  }

  return {
    want(topics) {
      own = topics;
      leader?.want(tab, topics);
      if (leader === null) post({ kind: "wanted", tab, topics });
    },
    close() {
      post({ kind: "wanted", tab, topics: [] });
      leaving.abort();
      leader?.close();
      channel.close();
    },
  };
}
