import type { Server } from "node:http";
import { refuseUnparsed } from "./refuse-unparsed.ts";

/** What a door has turned away while the runtime is full, and with which words. */
export type Changes = {
  /** Whether a request that is no GET or HEAD is a command of this door. Sees every one of them, so it is cheap. */
  isChange(url: string): boolean;
  /** The JSON of a refusal, as this door's clients read it. */
  refusal: string;
};

export type TurnAway = { isFull: () => boolean; doors: readonly Changes[] };

const headersFor = (refusal: string) => [
  ...["content-type", "application/json; charset=utf-8", "content-length", String(Buffer.byteLength(refusal))],
  ...["retry-after", "1", "cache-control", "no-store"],
];

/** All of a refusal as it goes over the wire. */
function bytesOf(headers: string[], refusal: string): string {
  const lines = headers.map((part, i) => (i % 2 === 0 ? `${part}: ` : `${part}\r\n`));
  return `HTTP/1.1 503 Service Unavailable\r\n${lines.join("")}\r\n${Buffer.from(refusal).toString("latin1")}`;
}

/**
 * Refuses changes while the runtime is full, in front of the framework: before a route is looked for, a key or a session
 * looked up, and from about the third on one connection before they are parsed. Of a crowd most are refused, and each refusal
 * takes from what could be answered. Reads are still served. The connection stays: a new one costs more than a refusal.
 */
export function turnAwayWhenFull(server: Server, { isFull, doors }: TurnAway): void {
  const prepared = doors.map(({ isChange, refusal }) => {
    const headers = headersFor(refusal);
    return { isChange, refusal, headers, bytes: bytesOf(headers, refusal) };
  });
  const doorOf = (method: string, url: string) =>
    method === "GET" || method === "HEAD" || !isFull() ? undefined : prepared.find(({ isChange }) => isChange(url));

  const handlers = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const door = doorOf(request.method ?? "", request.url ?? "");
    if (!door) {
      for (const handle of handlers) handle.call(server, request, response);
      return;
    }
    response.sendDate = false;
    response.writeHead(503, door.headers).end(door.refusal);
    early.from(request.socket);
  });
  // its listener comes before the one above
  const early = refuseUnparsed(server, ({ method, url }) => doorOf(method, url)?.bytes);
}
