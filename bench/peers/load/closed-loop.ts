import { openRawConnection, type RawConnection } from "../../overload/raw-connection.ts";

export interface Loop {
  host: string;
  port: number;
  /** Each has one request under way, and the next leaves when that is answered. */
  connections: number;
  /** The next request as it goes over the wire; nothing ends the connection's part. */
  request(): string | undefined;
  /** What is answered in this time is not counted. */
  warmUpMs: number;
  measuredMs: number;
  signal: AbortSignal;
}

export interface Answers {
  /** How long those took that were answered in the measured time, in ms. */
  took: number[];
  /** Answers in the measured time that were no success, and requests that got none. */
  failed: number;
}

const patienceMs = 20_000;

/** Keeps a server busy over kept connections, and says what came of the requests in the measured time. */
export async function loadInLoop(loop: Loop): Promise<Answers> {
  const { host, port, connections, request, warmUpMs, measuredMs, signal } = loop;
  const open = new Set<RawConnection>();
  const began = performance.now();
  const from = began + warmUpMs;
  const to = from + measuredMs;
  const answers: Answers = { took: [], failed: 0 };
  const isOver = () => signal.aborted || performance.now() >= to;

  function countAnswer(status: number | undefined, sentAt: number): void {
    const now = performance.now();
    const isSuccess = status !== undefined && status >= 200 && status < 300;
    // a request without an answer counts whenever it is given up
    if (now < from || (now >= to && status !== undefined)) return;
    if (isSuccess) answers.took.push(now - sentAt);
    else answers.failed += 1;
  }

  async function serve(): Promise<void> {
    let isDone = false;
    while (!isOver() && !isDone) {
      const connection = await openRawConnection(host, port);
      open.add(connection);
      await new Promise<void>((closed) => {
        const next = () => {
          const text = isOver() ? undefined : request();
          isDone = text === undefined;
          if (text === undefined) return closed();
          const sentAt = performance.now();
          connection.ask(text, (answer) => {
            countAnswer(answer?.status, sentAt);
            if (connection.isOpen) next();
            else closed();
          });
        };
        next();
      });
      connection.close();
      open.delete(connection);
    }
  }

  const giveUp = () => {
    for (const each of open) each.close();
  };
  const late = setTimeout(giveUp, warmUpMs + measuredMs + patienceMs);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    await Promise.all(Array.from({ length: connections }, serve));
  } finally {
    clearTimeout(late);
    signal.removeEventListener("abort", giveUp);
    for (const each of open) each.close();
  }
  signal.throwIfAborted();
  return answers;
}
