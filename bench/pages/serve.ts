import { closedLoop, type Timed } from "../engine/closed-loop.ts";
import { httpCaller } from "../http-call.ts";

const patienceMs = 20_000;

interface Crowd {
  connections: number;
  ms: number;
  /** What a browser of that visitor sends. */
  cookie: string;
}

/** Asks for one page again and again over so many connections. Anything but the page ends the measurement. */
export async function serve(shop: string, path: string, { connections, ms, cookie }: Crowd): Promise<Timed> {
  const ask = httpCaller(shop, patienceMs, connections);
  const headers = { accept: "text/html", "accept-encoding": "gzip", ...(cookie !== "" && { cookie }) };
  const call = async () => {
    const { status } = await ask({ method: "GET", path, headers });
    if (status !== 200) throw new Error(`${path} was answered with ${status}`);
  };
  await closedLoop({ callers: connections, ms: ms / 4, call });
  return closedLoop({ callers: connections, ms, call });
}
