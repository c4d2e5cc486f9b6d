import { openRawConnection, type RawAnswer, type RawConnection } from "./raw-connection.ts";

export type Offer = {
  host: string;
  port: number;
  /** The next request as it goes over the wire. */
  request(): Buffer;
  seconds: number;
  connections: number;
  /** Told when all connections are there and the first request leaves. */
  onBegin(): void;
  /** So many a second whatever becomes of them, or so many at a time, each after the one before. */
  pace: { perSecond: number } | { together: number };
};

/** One request that was offered: when, in ms from the beginning, how long it took, and how it ended. */
export type Offered = {
  at: number;
  took: number;
  end: "ok" | "overloaded" | "overloaded_without_retry_after" | "failed";
  /** Of one that failed: the status, or what there was instead of one. */
  why?: string;
};

const tickMs = 5;

/**
 * Offers requests and says what became of each, once all have ended. All connections are made before: a crowd's requests
 * are what is offered, not its connecting. When none is free the request has failed: nobody took it.
 */
export async function offer({ host, port, request, seconds, pace, connections, onBegin }: Offer): Promise<Offered[]> {
  const idle: RawConnection[] = [];
  while (idle.length < connections) {
    const missing = Math.min(50, connections - idle.length);
    idle.push(...(await Promise.all(Array.from({ length: missing }, () => openRawConnection(host, port)))));
  }
  const all = [...idle];
  onBegin();
  const began = performance.now();
  const offered: Offered[] = [];
  let open = 0;
  let isOver = false;
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();

  function send(then?: () => void): void {
    const at = performance.now() - began;
    const used = idle.shift();
    if (!used) {
      offered.push({ at, took: 0, end: "failed", why: "no free connection" });
      return;
    }
    open += 1;
    used.ask(request(), (answer) => {
      open -= 1;
      if (used.isOpen) idle.push(used);
      offered.push({ at, took: performance.now() - began - at, ...endOf(answer) });
      if (isOver && open === 0) finish();
      then?.();
    });
  }

  if ("together" in pace) {
    const again = () => {
      if (!isOver) send(again);
    };
    for (let i = 0; i < pace.together; i++) again();
  } else {
    let sent = 0;
    const timer = setInterval(() => {
      const due = ((performance.now() - began) / 1000) * pace.perSecond;
      for (; sent < due && !isOver; sent++) send();
    }, tickMs);
    setTimeout(() => clearInterval(timer), seconds * 1000);
  }
  setTimeout(() => {
    isOver = true;
    if (open === 0) finish();
  }, seconds * 1000);
  // what has no answer by then has none
  const late = setTimeout(finish, seconds * 1000 + 40_000);
  await done;
  clearTimeout(late);
  for (let i = 0; i < open; i++) offered.push({ at: seconds * 1000, took: 40_000, end: "failed", why: "no answer" });
  for (const each of all) each.close();
  return offered;
}

function endOf(answer: RawAnswer | undefined): Pick<Offered, "end" | "why"> {
  if (answer === undefined) return { end: "failed", why: "connection ended" };
  if (answer.status === 200) return { end: "ok" };
  if (answer.status !== 503) return { end: "failed", why: `status ${answer.status}` };
  return { end: answer.retryAfter === undefined ? "overloaded_without_retry_after" : "overloaded" };
}
