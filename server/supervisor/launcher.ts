import fs from "node:fs";
import path from "node:path";

interface Unpacked {
  folder: string;
  program: string;
  /** Relative to the folder, as everything here. */
  libraries: string[];
  /** More variables for the program, each the path of a file in the folder. */
  files?: Record<string, string>;
}

/** A script beside an unpacked tree that runs its program with its libraries, wherever both are moved. */
export function writeLauncher(launcher: string, { folder, program, libraries, files = {} }: Unpacked): void {
  const inTree = (file: string) => `$here/${path.basename(folder)}/${file}`;
  const script = [
    "#!/bin/sh",
    `here=$(cd "\${0%/*}" && pwd)`,
    `export LD_LIBRARY_PATH="${libraries.map(inTree).join(":")}"`,
    ...Object.entries(files).map(([name, file]) => `export ${name}="${inTree(file)}"`),
    `exec "${inTree(program)}" "$@"`,
  ];
  fs.writeFileSync(launcher, `${script.join("\n")}\n`, { mode: 0o755 });
}
