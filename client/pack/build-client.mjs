import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** Something that a person can put right; the message says how. */
export class CannotPack extends Error {}

/** Makes `dist/`: the client as JavaScript, and its types without a trace of the server. */
export function buildClient(project) {
  const dist = path.join(project, "dist");
  const declarations = path.join(dist, "declarations");
  fs.rmSync(dist, { recursive: true, force: true });
  compile(project, "client/tsconfig.js.json");
  compile(project, "client/tsconfig.json");
  for (const name of ["granary-client.d.ts", "procedures.d.ts"]) {
    const text = fs.readFileSync(path.join(declarations, "client", name), "utf8");
    fs.writeFileSync(path.join(dist, name), text.replaceAll('"./procedures.ts"', '"./procedures.js"'));
    refuseForeignTypes(name, text);
  }
  fs.rmSync(declarations, { recursive: true });
}

function compile(project, config) {
  const tsc = path.join(project, "node_modules", "typescript", "bin", "tsc");
  const installed = fs.existsSync(tsc) && fs.existsSync(path.join(project, "server", "db", "generated"));
  if (!installed)
    throw new CannotPack("The client is compiled from the server's types: run `npm start` once, which makes them.");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", config], { cwd: project, encoding: "utf8" });
  if (status !== 0) throw new CannotPack(`The client does not compile:\n${stdout}`);
}

/** A type that is imported is one that whoever installs the package has not got. */
function refuseForeignTypes(name, text) {
  const imported = [...text.matchAll(/(?:from |import\()"([^"]+)"/g)].map((match) => match[1]);
  const foreign = imported.filter((from) => !/^(@trpc\/(client|server)|\.\/procedures\.ts)$/.test(from));
  if (foreign.length > 0) throw new CannotPack(`${name} would need types from ${foreign.join(", ")}.`);
}
