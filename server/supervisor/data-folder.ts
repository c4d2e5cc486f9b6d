import fs from "node:fs";
import { CannotStart } from "#server/supervisor/cannot-start.ts";

/** Makes the data folder, for its owner alone, and says so when it cannot be written. */
export function openDataFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "unknown";
    throw new CannotStart(
      `The data folder ${folder} cannot be used (${code}): make it writable, or choose another one with DATA_DIR.`,
    );
  }
}
