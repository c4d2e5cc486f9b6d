import path from "node:path";
import { freePort } from "#server/supervisor/free-port.ts";
import { httpText } from "../http-text.ts";
import type { PeerPackages } from "../peer-packages.ts";
import { type ServerProcess, startServer } from "../server-process.ts";
import type { System } from "../system.ts";

const servers = path.resolve(import.meta.dirname, "../servers");

interface Variant {
  name: "restate" | "restate-tuned";
  partitions: number;
}

/** What Restate makes when it is not told otherwise. */
export const partitionsByDefault = 24;

/** A virtual object for each cart on a Restate server, asked at its own ingress. */
export const restate = ({ restateServer, versions }: PeerPackages, { name, partitions }: Variant): System => ({
  name,
  title: `Restate ${versions["@restatedev/restate-server"]}, SDK ${versions["@restatedev/restate-sdk"]}, ${partitions} partitions`,
  durability:
    "the log server's RocksDB WAL is synced before an append is acknowledged (rocksdb-disable-wal-fsync = false)",
  async start({ folder, signal }) {
    const [ingress, admin, node, service] = [await freePort(), await freePort(), await freePort(), await freePort()];
    const host = `127.0.0.1:${ingress}`;
    const env = {
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
      RESTATE_INGRESS__BIND_ADDRESS: host,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      RESTATE_DEFAULT_NUM_PARTITIONS: String(partitions),
      RESTATE_CONFIG: path.join(servers, "restate.toml"),
    };
    const started: ServerProcess[] = [];
    const stop = async () => {
      for (const each of started.reverse()) await each.stop();
    };
    try {
      const args = ["--base-dir", folder, "--node-name", "bench", "--no-logo"];
      const server = startServer({ name: "Restate's server", command: restateServer, args, env, cwd: folder, signal });
      started.push(server);
      const program = path.join(servers, "restate-cart.mjs");
      const handlers = startServer({
        ...{ name: "Restate's service", command: process.execPath, args: [program, String(service)] },
        ...{ env: { RESTATE_LOGGING: "ERROR" }, channel: true, signal },
      });
      started.push(handlers);
      await handlers.printed(/listening on (\d+)/);
      await server.until(() => isOk(`http://127.0.0.1:${admin}/health`));
      await server.until(() => isOk(`http://127.0.0.1:${admin}/deployments`, { uri: `http://127.0.0.1:${service}` }));
      await server.until(() => isOk(`http://${host}/Cart/nobody/getCart`));
      return {
        host: "127.0.0.1",
        port: ingress,
        pids: [server.pid],
        addItem: (user, body) => httpText({ method: "POST", host, path: `/Cart/${user}/addItem`, body }),
        getCart: (user) =>
          httpText({ method: "POST", host, path: `/Cart/${user}/getCart`, headers: { "content-length": "0" } }),
        stop,
      };
    } catch (error) {
      await stop();
      throw error;
    }
  },
});

async function isOk(url: string, body?: unknown): Promise<boolean> {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const isGet = url.endsWith("/health") || url.endsWith("/getCart");
  return fetch(url, isGet ? {} : post).then(
    (response) => response.ok,
    () => false,
  );
}
