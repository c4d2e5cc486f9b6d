import type { LiveHub } from "./live-hub.ts";

type Listener = { topic: string; wanted: boolean; onChange: () => void };

/** What the components of this tab show, whoever holds the connection. */
export interface LiveTopics {
  /** Calls back when the topic may have changed. `wanted: false` only listens in on what other tabs follow. */
  listen(listener: Listener): () => void;
  /** Joins the other tabs when the page is at rest; answers how to leave. */
  start(): () => void;
}

export function createLiveTopics(): LiveTopics {
  const listeners = new Set<Listener>();
  let hub: LiveHub | null = null;
  let saying = false;

  const wanted = () => [...new Set([...listeners].filter((one) => one.wanted).map(({ topic }) => topic))];

  // a page is taken down and another put up in one go: what stays is not left in between
  function say(): void {
    if (saying) return;
    saying = true;
    queueMicrotask(() => {
      saying = false;
      hub?.want(wanted());
    });
  }

  function tell(topics: readonly string[]): void {
    for (const { topic, onChange } of [...listeners]) if (topics.includes(topic)) onChange();
  }

  async function join(): Promise<void> {
    const { openLiveHub } = await import("./live-hub.ts");
    if (hub !== null) return;
    hub = openLiveHub(tell);
    say();
  }

  function leave(): void {
    hub?.close();
    hub = null;
  }

  return {
    listen(listener) {
      listeners.add(listener);
      say();
      return () => {
        listeners.delete(listener);
        say();
      };
    },
    start() {
      let left = false;
      const joinUnlessLeft = () => {
        if (!left) void join().then(() => (left ? leave() : undefined));
      };
      const idle = window.requestIdleCallback ?? ((callback: () => void) => window.setTimeout(callback, 200));
      idle(joinUnlessLeft, { timeout: 2_000 });
      // a page that may come back from the browser's cache must hold nothing, and has missed what happened meanwhile
      const comeBack = ({ persisted }: PageTransitionEvent) => {
        if (!persisted) return;
        joinUnlessLeft();
        tell([...listeners].map(({ topic }) => topic));
      };
      window.addEventListener("pagehide", leave);
      window.addEventListener("pageshow", comeBack);
      return () => {
        left = true;
        window.removeEventListener("pagehide", leave);
        window.removeEventListener("pageshow", comeBack);
        leave();
      };
    },
  };
}
