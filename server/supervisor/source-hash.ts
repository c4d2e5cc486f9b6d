import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const left = /^(node_modules|generated|testing|supervisor|\..*)$|\.(test|test-d)\.tsx?$|\.md$/;

/** A hash of the named files and folders as they are now, without tests and what is generated. */
export function sourceHash(project: string, inputs: string[]): string {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesUnder(project, input)).sort()) {
    hash.update(`${file}\0`).update(
      createHash("sha256")
        .update(fs.readFileSync(path.join(project, file)))
        .digest(),
    );
  }
  return hash.digest("hex");
}

function filesUnder(project: string, input: string): string[] {
  const found = fs.statSync(path.join(project, input), { throwIfNoEntry: false });
  if (found?.isFile()) return [input];
  if (!found?.isDirectory()) return [];
  const names = fs.readdirSync(path.join(project, input)).filter((name) => !left.test(name));
  return names.flatMap((name) => filesUnder(project, path.join(input, name)));
}
