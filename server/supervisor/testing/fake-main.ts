// Stands in for server/main.ts: answers every request with what it was started with
import http from "node:http";

const { PORT, HOST, ROLES, REDIS_URL, DATABASE_URL, DATA_DIR, NODE_ENV, FAKE } = process.env;

process.on("disconnect", () => process.exit());

if (FAKE === "refuse") {
  process.send?.({ type: "failed", message: "The fake shop does not want to start: ask it kindly." });
} else if (FAKE === "crash") {
  process.exit(3);
} else {
  const server = http.createServer((_request, response) => {
    response.end(JSON.stringify({ pid: process.pid, ROLES, REDIS_URL, DATABASE_URL, DATA_DIR, NODE_ENV }));
  });
  process.on("SIGTERM", () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
  server.listen(Number(PORT), HOST, () => {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    process.send?.({ type: "ready", ...(ROLES?.includes("web") && { url: `http://${HOST}:${port}` }) });
  });
}
