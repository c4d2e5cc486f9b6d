import fs from "node:fs";
import path from "node:path";

/** A script beside the unpacked tree that runs its program with its libraries, wherever both are moved. */
export function writeLauncher(launcher: string, folder: string, program: string, libraries: string[]): void {
  const inTree = (file: string) => `$here/${path.basename(folder)}/${file}`;
  const script = [
    "#!/bin/sh",
    `here=$(cd "\${0%/*}" && pwd)`,
    `export LD_LIBRARY_PATH="${libraries.map(inTree).join(":")}"`,
    `exec "${inTree(program)}" "$@"`,
  ];
  fs.writeFileSync(launcher, `${script.join("\n")}\n`, { mode: 0o755 });
}
