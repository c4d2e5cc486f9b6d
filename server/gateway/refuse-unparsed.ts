import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type WholeRequest, wholeRequest } from "./whole-request.ts";

type Taken = {
  /** Requests that the HTTP server has had since it was taken, and that have not been answered. */
  open: number;
  /** The newest of them, of those that came with what is being read. */
  newest: IncomingMessage | undefined;
  /** What comes next is where the parser waits for a request to begin. */
  isInStep: boolean;
};

/** Node's own: the parser of a connection, as long as it has one, and whether the connection is being read. */
type Parsed = Socket & { parser?: object | null; _handle?: { reading?: boolean } | null };

export interface Refusals {
  /** Whatever comes over this connection from now on may be answered in front of the parser. */
  from(socket: Socket): void;
}

/**
 * Answers requests in front of the HTTP parser, which is most of what a refusal costs otherwise. `answerTo` says with
 * which bytes, if with any.
 *
 * The parser reads a connection by itself until that is taken: it is quicker so. From then on it only gets what passes through
 * here, and is never brought out of step: a request is answered here when everything since one at whose end the parser was
 * seen to have ended was one whole request each, which is plain to see in the bytes, and no earlier one waits for its answer.
 * A connection that brings anything else is left to the parser until it is taken again.
 */
export function refuseUnparsed(server: Server, answerTo: (request: WholeRequest) => string | undefined): Refusals {
  const all = new WeakMap<Socket, Taken>();

  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const taken = all.get(request.socket);
    if (!taken) return;
    taken.open += 1;
    taken.newest = request;
    response.once("close", () => {
      taken.open -= 1;
    });
  });

  return {
    from(socket: Parsed) {
      // one that is held back because its client does not read would not be read again
      if (all.has(socket) || !socket._handle?.reading) return;
      const [toParser, ...others] = socket.listeners("data") as ((bytes: Buffer) => void)[];
      if (!toParser || others.length > 0) return;
      const { parser } = socket;
      const taken: Taken = { open: 0, newest: undefined, isInStep: false };
      all.set(socket, taken);

      function read(bytes: Buffer): void {
        // given to another protocol: by now the parser may be another connection's
        if (socket.parser !== parser) return void leave();
        const request = wholeRequest(bytes);
        if (!request) return void leave(bytes);
        if (taken.isInStep && taken.open === 0 && socket.writableLength === 0) {
          const answer = answerTo(request);
          if (answer !== undefined) return void socket.write(answer, "latin1");
        }
        taken.newest = undefined;
        toParser?.call(socket, bytes);
        taken.isInStep ||= hasRead(taken.newest, request);
        if (!taken.isInStep) leave();
      }

      function leave(bytes?: Buffer): void {
        all.delete(socket);
        socket.removeListener("data", read);
        if (socket.parser !== parser) return;
        socket.on("data", toParser as (bytes: Buffer) => void);
        if (bytes) toParser?.call(socket, bytes);
      }

      socket.removeListener("data", toParser);
      socket.on("data", read);
    },
  };
}

/**
 * Whether the parser ended where these bytes end, by what it began with them. They have one end of a head: if a head has ended,
 * it was there; and if its body has the length that the bytes tell, and was complete, nothing is left.
 */
const hasRead = (request: IncomingMessage | undefined, { bodyLength }: WholeRequest): boolean =>
  request?.complete === true && Number(request.headers["content-length"] ?? 0) === bodyLength;
