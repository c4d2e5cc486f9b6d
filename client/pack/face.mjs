import fs from "node:fs";
import path from "node:path";

// npm packs package.json and README.md of the folder it packs, whatever `files` says; both are the shop's own
const keptIn = (project) => path.join(project, "dist", "kept");

/** Puts other texts in place of the project's own files, which are kept until `restoreFace`. */
export function showFace(project, texts) {
  const kept = keptIn(project);
  for (const [name, text] of Object.entries(texts)) {
    const file = path.join(project, name);
    for (const folder of ["own", "shown"]) fs.mkdirSync(path.join(kept, folder), { recursive: true });
    fs.copyFileSync(file, path.join(kept, "own", name));
    fs.writeFileSync(path.join(kept, "shown", name), text);
    replace(file, text);
  }
}

/** Brings the project's own files back. One that somebody has changed since is theirs and stays as it is. */
export function restoreFace(project) {
  const own = path.join(keptIn(project), "own");
  if (!fs.existsSync(own)) return;
  for (const name of fs.readdirSync(own)) {
    const file = path.join(project, name);
    const shown = path.join(keptIn(project), "shown", name);
    if (fs.existsSync(shown) && read(file) === read(shown)) replace(file, read(path.join(own, name)));
  }
  fs.rmSync(keptIn(project), { recursive: true });
}

const read = (file) => fs.readFileSync(file, "utf8");

// in one step, so that no reader finds half a file
function replace(file, text) {
  fs.writeFileSync(`${file}.new`, text);
  fs.renameSync(`${file}.new`, file);
}
