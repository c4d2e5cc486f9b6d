import fs from "node:fs";
import path from "node:path";
import { CannotMeasure } from "./cannot-measure.ts";

/** Says before anything is measured that the result could not be kept; what is in the file stays until there is one. */
export function mustBeWritable(file: string | undefined): void {
  if (file === undefined) return;
  try {
    if (fs.existsSync(file)) fs.accessSync(file, fs.constants.W_OK);
    else fs.accessSync(path.dirname(file), fs.constants.W_OK);
    if (file !== "" && !fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) return;
  } catch {
    // said below
  }
  throw new CannotMeasure(`--json must name a file that can be written, not "${file}".`);
}
