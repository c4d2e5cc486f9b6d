// npm runs this before it packs: the package is then the client alone, though the repository is the whole shop
import fs from "node:fs";
import path from "node:path";
import { buildClient, CannotPack } from "./build-client.mjs";
import { clientManifest } from "./client-manifest.mjs";
import { restoreFace, showFace } from "./face.mjs";

const project = path.resolve(import.meta.dirname, "../..");

try {
  // of a pack that was killed
  restoreFace(project);
  buildClient(project);
  showFace(project, {
    "package.json": clientManifest(JSON.parse(fs.readFileSync(path.join(project, "package.json"), "utf8"))),
    "README.md": fs.readFileSync(path.join(project, "client", "README.md"), "utf8"),
  });
} catch (error) {
  restoreFace(project);
  if (!(error instanceof CannotPack)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
