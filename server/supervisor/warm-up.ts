// Loaded before the shop's program (--import): reads in code that it will need while its servers still start, then
// waits for the word to go, which brings the addresses of the servers.
import path from "node:path";
import { pathToFileURL } from "node:url";

interface Go {
  type: "go";
  env: Record<string, string>;
}

const isGo = (message: unknown): message is Go =>
  typeof message === "object" && message !== null && "type" in message && message.type === "go";

if (process.send) {
  const word = new Promise<Go>((resolve) => {
    process.on("message", function listen(message) {
      if (!isGo(message)) return;
      process.removeListener("message", listen);
      resolve(message);
    });
  });
  for (const file of (process.env.WARM_UP ?? "").split(",").filter((name) => name !== "")) {
    // what cannot be loaded is for the program itself to say
    await import(pathToFileURL(path.resolve(file)).href).catch(() => undefined);
  }
  Object.assign(process.env, (await word).env);
}
