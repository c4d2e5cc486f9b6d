import fs from "node:fs";
import path from "node:path";

const folders = ["app", "bench", "client", "components", "e2e", "lib", "prisma", "scripts", "server"];
const skipped = /^(node_modules|generated|\..*)$/;

/** Every source file that we write, relative to the project. */
export function projectFiles(project: string, pattern = /\.(ts|tsx|mts|js|jsx|mjs|cjs)$/): string[] {
  const inFolders = folders.flatMap((folder) => filesUnder(project, folder));
  const onTop = fs.readdirSync(project).filter((name) => fs.statSync(path.join(project, name)).isFile());
  return [...onTop, ...inFolders].filter((file) => pattern.test(file) && !file.endsWith(".d.ts")).sort();
}

function filesUnder(project: string, folder: string): string[] {
  const full = path.join(project, folder);
  if (!fs.existsSync(full)) return [];
  return fs.readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.test(entry.name)) return [];
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(project, name) : [name];
  });
}
