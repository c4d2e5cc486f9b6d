import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A new folder for one test, with a way to remove it. */
export function temporaryFolder(name: string): { path: string; remove(): void } {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), `granary-${name}-`));
  return { path: folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
