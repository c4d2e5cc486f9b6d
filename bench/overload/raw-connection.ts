import { once } from "node:events";
import net from "node:net";

export type RawAnswer = { status: number; retryAfter: string | undefined };

export interface RawConnection {
  /** One request at a time; the answer is undefined when the connection has ended. */
  ask(request: Buffer | string, answered: (answer: RawAnswer | undefined) => void): void;
  readonly isOpen: boolean;
  close(): void;
}

/** HTTP with next to no work of its own, so that offering much leaves the machine to the shop. */
export async function openRawConnection(host: string, port: number): Promise<RawConnection> {
  let received = "";
  let waiting: ((answer: RawAnswer | undefined) => void) | undefined;
  const settle = (answer: RawAnswer | undefined) => {
    const told = waiting;
    waiting = undefined;
    told?.(answer);
  };
  // one buffer for all reads instead of one a read, and no stream in between; what is answered here is rarely longer
  const buffer = Buffer.allocUnsafe(8192);
  const take = (length: number) => {
    received += buffer.toString("latin1", 0, length);
    if (!isWholeAnswer(received)) return true;
    const status = Number(received.slice(9, 12));
    const retryAfter = status === 503 ? /\r\nretry-after: (\S+)/i.exec(received)?.[1] : undefined;
    received = "";
    settle({ status, retryAfter });
    return true;
  };
  const socket = net.connect({ host, port, noDelay: true, onread: { buffer, callback: take } });
  await once(socket, "connect");
  socket.on("error", () => undefined);
  socket.on("close", () => settle(undefined));
  return {
    ask(request, answered) {
      waiting = answered;
      if (socket.destroyed) settle(undefined);
      else socket.write(request, "latin1");
    },
    get isOpen() {
      return !socket.destroyed;
    },
    close: () => socket.destroy(),
  };
}

const lastChunk = "\r\n0\r\n\r\n";

/** Whether an answer has come to its end; one without a length has none, or comes in chunks. */
export function isWholeAnswer(received: string): boolean {
  const head = received.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(received);
  if (length && length.index < head) return received.length >= head + 4 + Number(length[1]);
  const chunked = received.search(/\r\ntransfer-encoding: chunked/i);
  if (chunked < 0 || chunked > head) return true;
  return received.endsWith(lastChunk) || received.slice(head + 4) === lastChunk.slice(2);
}
