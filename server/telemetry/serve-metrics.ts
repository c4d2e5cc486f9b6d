import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "#server/gateway/metrics.ts";
import { publicAddress } from "#server/public-address.ts";

/** The next ports are for the other processes of this machine that were given the same. */
const triedPorts = 16;

export interface MetricsServer {
  url: string;
  close(): void;
}

/** `/metrics` of a process that has no gateway. Port 0 takes any free one. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== "/metrics") return void response.writeHead(404).end();
    metrics.read().then(
      (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await listen(server, host, port, port === 0 ? 1 : triedPorts);
  // a scrape never keeps a process that ends
  server.unref();
  const address = server.address() as AddressInfo;
  return {
    url: `${publicAddress(undefined, address)}/metrics`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server, host: string, port: number, tries: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" || tries <= 1) {
        reject(new Error(`The metrics cannot be served on ${host}, port ${port}: ${error.message}`, { cause: error }));
      } else listen(server, host, port + 1, tries - 1).then(resolve, reject);
    };
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve();
    });
  });
}
