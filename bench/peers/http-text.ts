interface HttpText {
  method: "GET" | "PUT" | "POST";
  host: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A request of a kept HTTP/1.1 connection as it goes over the wire. */
export function httpText({ method, host, path, headers = {}, body }: HttpText): string {
  const text = body === undefined ? "" : JSON.stringify(body);
  const all = {
    host,
    ...headers,
    ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${text}`;
}
