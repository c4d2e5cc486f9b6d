import http from "node:http";

export type HttpAnswer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** The request certainly never reached anybody. */
export class NotSent extends Error {
  override name = "NotSent";
}

export type HttpRequest = {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
};

export type HttpCall = (request: HttpRequest) => Promise<HttpAnswer>;

/** Calls one server over kept connections. Rejects with `NotSent` when no connection could be made. */
export function httpCaller(url: string, patienceMs: number, connections: number): HttpCall {
  const { hostname, port, host } = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  return ({ method, path, headers, body }) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const request = http.request({
        agent,
        host: hostname,
        port,
        method,
        path,
        headers: {
          host,
          ...(text !== undefined && {
            "content-type": "application/json",
            "content-length": String(Buffer.byteLength(text)),
          }),
          ...headers,
        },
      });
      const late = setTimeout(() => request.destroy(new Error("no answer in time")), patienceMs);
      request.on("response", (response) => {
        let received = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          received += chunk;
        });
        response.on("end", () => {
          clearTimeout(late);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received });
        });
        response.on("error", reject);
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(late);
        reject(error.code === "ECONNREFUSED" ? new NotSent(error.message) : error);
      });
      request.end(text);
    });
}
