import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { withWholeBatches } from "./whole-batches.ts";

/** An empty database in memory on a free port: for comparing schemas and for tests. */
export async function startShadow(): Promise<{ url: string; stop(): Promise<void> }> {
  const db = await PGlite.create({ extensions: { pg_trgm } });
  const server = new PGLiteSocketServer({ db: withWholeBatches(db), host: "127.0.0.1", port: 0, maxConnections: 20 });
  await server.start();
  return {
    url: `postgresql://postgres@${server.getServerConn()}/postgres`,
    stop: async () => {
      await server.stop();
      await db.close();
    },
  };
}
