import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type WholeRequest, wholeRequest } from "./whole-request.ts";

type Kept = {
  /** Requests that the HTTP server has and that have not been answered. */
  open: number;
  /** The HTTP server has had one: it counts the time of a connection that never brought it any. */
  greeted: boolean;
  /** What it brings is looked at first, from when the server was full on. */
  isLookedAt: boolean;
};

type Options = {
  isFull: () => boolean;
  /** With which bytes a request is refused, if it is. */
  answerTo: (request: WholeRequest) => string | undefined;
};

/**
 * Answers requests in front of the HTTP parser, which is most of what a refusal costs otherwise.
 *
 * It only does so where the parser cannot get out of step: as long as everything that was read from a connection was one
 * whole request each, which is plain to see in it, and no earlier one waits for its answer. A connection that brings
 * anything else is left to the HTTP server from then on. Who is served while nothing is full pays nothing for this: the parser
 * reads those connections itself, without a copy of what they bring.
 */
export function refuseUnparsed(server: Server, { isFull, answerTo }: Options): void {
  const kept = new WeakMap<Socket, Kept>();

  function lookAt(socket: Socket, state: Kept): void {
    const [toParser, ...others] = socket.listeners("data") as ((bytes: Buffer) => void)[];
    if (!toParser || others.length > 0) return;
    state.isLookedAt = true;

    function read(bytes: Buffer): void {
      const request = wholeRequest(bytes);
      if (!request) {
        leaveToParser();
      } else if (state.greeted && state.open === 0 && socket.writableLength === 0) {
        const answer = answerTo(request);
        if (answer !== undefined) return void socket.write(answer, "latin1");
      }
      state.greeted = true;
      toParser?.call(socket, bytes);
    }

    function leaveToParser(): void {
      kept.delete(socket);
      socket.removeListener("data", read);
      socket.on("data", toParser as (bytes: Buffer) => void);
    }

    socket.removeListener("data", toParser);
    socket.on("data", read);
  }

  server.on("connection", (socket: Socket) => {
    const state: Kept = { open: 0, greeted: false, isLookedAt: false };
    kept.set(socket, state);
    if (isFull()) lookAt(socket, state);
  });

  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const state = kept.get(socket);
    if (!state) return;
    state.open += 1;
    state.greeted = true;
    response.once("close", () => {
      state.open -= 1;
      // what is left of a body must not be taken for a request
      const isBetween = state.open === 0 && request.complete && kept.has(socket);
      if (isBetween && !state.isLookedAt && isFull()) lookAt(socket, state);
    });
  });
}
