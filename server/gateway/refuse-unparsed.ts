import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type WholeRequest, wholeRequest } from "./whole-request.ts";

type Kept = {
  /** Requests that the HTTP server has and that have not been answered. */
  open: number;
  /** The HTTP server has had one: it counts the time of a connection that never brought it any. */
  greeted: boolean;
};

/**
 * Answers requests in front of the HTTP parser, which is most of what a refusal costs otherwise. `answerTo` says with
 * which bytes, if with any.
 *
 * It only does so where the parser cannot get out of step: as long as everything that was read from a connection was one
 * whole request each, which is plain to see in it, and no earlier one waits for its answer. A connection that brings
 * anything else is left to the HTTP server from then on.
 */
export function refuseUnparsed(server: Server, answerTo: (request: WholeRequest) => string | undefined): void {
  const kept = new WeakMap<Socket, Kept>();

  server.on("connection", (socket: Socket) => {
    const [toParser, ...others] = socket.listeners("data") as ((bytes: Buffer) => void)[];
    if (!toParser || others.length > 0) return;
    const state: Kept = { open: 0, greeted: false };
    kept.set(socket, state);

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
  });

  server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    const state = kept.get(socket);
    if (!state) return;
    state.open += 1;
    response.once("close", () => {
      state.open -= 1;
    });
  });
}
