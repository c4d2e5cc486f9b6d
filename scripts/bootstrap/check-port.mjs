import net from "node:net";
import { CannotGoOn } from "./cannot-go-on.mjs";

/** Refuses a port that another program listens on; every other doubt is left to the supervisor. */
export async function checkPortIsFree({ PORT = "3000", HOST = "127.0.0.1" }) {
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65535) return;
  const code = await new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen(port, HOST, () => probe.close(() => resolve(undefined)));
  });
  if (code === "EADDRINUSE") {
    throw new CannotGoOn(
      `Port ${port} on ${HOST} is taken by another program: stop it, or choose another port with PORT=3001 npm start.`,
    );
  }
}
