import fs from "node:fs";
import path from "node:path";
import { freePort } from "#server/supervisor/free-port.ts";
import { httpText } from "../http-text.ts";
import type { PeerPackages } from "../peer-packages.ts";
import { startServer } from "../server-process.ts";
import type { System } from "../system.ts";

const servers = path.resolve(import.meta.dirname, "../servers");

/** A Durable Object for each cart in workerd, the open runtime of Cloudflare's workers. */
export const durableObject = ({ workerd, versions }: PeerPackages): System => ({
  name: "durable-object",
  title: `Durable Object in workerd ${versions.workerd}`,
  durability: "SQLite in WAL mode, synchronous=FULL (workerd's own, not to be set); an answer waits for the commit",
  async start({ folder, signal }) {
    const data = path.join(folder, "objects");
    fs.mkdirSync(data);
    const port = await freePort();
    const host = `127.0.0.1:${port}`;
    const config = path.join(servers, "durable-object.capnp");
    const args = ["serve", config, "--socket-addr", `http=${host}`, "--directory-path", `data=${data}`];
    const server = startServer({ name: "workerd", command: workerd, args: [...args, "--experimental"], signal });
    const answers = () =>
      fetch(`http://${host}/carts/nobody`).then(
        (response) => response.ok,
        () => false,
      );
    await server.until(answers).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return {
      host: "127.0.0.1",
      port,
      pids: [server.pid],
      addItem: (user, body) => httpText({ method: "POST", host, path: `/carts/${user}`, body }),
      getCart: (user) => httpText({ method: "GET", host, path: `/carts/${user}` }),
      stop: () => server.stop(),
    };
  },
});
