import type { IncomingMessage, ServerResponse } from "node:http";

/** What a door has turned away while the runtime is full, and with which words. */
export type Changes = {
  /** Whether a request that is no GET is a command of this door. Sees every one of them, so it is cheap. */
  isChange(url: string): boolean;
  /** The JSON of a refusal, as this door's clients read it. */
  refusal: string;
};

const headersFor = (refusal: string) => [
  ...["content-type", "application/json; charset=utf-8", "content-length", String(Buffer.byteLength(refusal))],
  ...["retry-after", "1", "cache-control", "no-store"],
];

/**
 * Refuses changes while the runtime is full, before a route is looked for, a key or a session looked up, or a body read:
 * of a crowd most are refused, and each refusal takes from what could be answered. Reads are still served. The connection
 * stays: a new one costs more than a refusal. True when it has answered.
 */
export function turnAwayWhenFull(isFull: () => boolean, doors: readonly Changes[]) {
  const prepared = doors.map(({ isChange, refusal }) => ({ isChange, refusal, headers: headersFor(refusal) }));
  return ({ method, url = "" }: IncomingMessage, response: ServerResponse): boolean => {
    if (method === "GET" || !isFull()) return false;
    const door = prepared.find(({ isChange }) => isChange(url));
    if (!door) return false;
    response.sendDate = false;
    response.writeHead(503, door.headers).end(door.refusal);
    return true;
  };
}
