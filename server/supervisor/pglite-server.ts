// The embedded PostgreSQL, in a process of its own: node pglite-server.ts <data folder> <socket>
import fs from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { withWholeBatches } from "#server/db/whole-batches.ts";

const maxConnections = 64;

const [dataDir = "", socket = ""] = process.argv.slice(2);
const db = await PGlite.create({ dataDir, extensions: { pg_trgm } });
fs.rmSync(socket, { force: true });
const server = new PGLiteSocketServer({ db: withWholeBatches(db), path: socket, maxConnections });
await server.start();

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await server.stop();
  await db.close();
  process.exit(0);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// the supervisor is gone, even if it was killed
process.on("disconnect", stop);
process.send?.({ type: "ready" });
