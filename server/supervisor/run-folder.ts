import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CannotStart } from "#server/supervisor/cannot-start.ts";

// the system allows 107 bytes for a socket's path; the longest name in the folder takes 16
const longest = 84;

/** The folder for the shop's sockets: inside the data folder where its path is short and plain enough for a socket. */
export function openRunFolder(dataFolder: string): string {
  const inside = path.join(dataFolder, "run");
  const fits = Buffer.byteLength(inside) <= longest && /^[\w./-]+$/.test(inside);
  const name = `granary-${process.getuid?.() ?? 0}-${createHash("sha256").update(dataFolder).digest("hex").slice(0, 16)}`;
  const folder = fits ? inside : path.join(fs.realpathSync(os.tmpdir()), name);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (fs.lstatSync(folder).uid !== process.getuid?.()) {
    throw new CannotStart(`The folder ${folder} belongs to another user: remove it, or choose a shorter DATA_DIR.`);
  }
  fs.chmodSync(folder, 0o700);
  return folder;
}
