import fs from "node:fs";
import path from "node:path";

/** The first of `names` that a folder of `searchPath` holds as an executable file. */
export function findExecutable(names: string[], searchPath: string): string | undefined {
  for (const name of names) {
    for (const folder of searchPath.split(path.delimiter)) {
      const file = path.join(folder, name);
      if (folder && isExecutable(file)) return file;
    }
  }
  return undefined;
}

export function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
