import fs from "node:fs";
import path from "node:path";
import { findExecutable } from "#server/supervisor/find-executable.ts";
import { runCommand } from "#server/supervisor/run-command.ts";

interface Unpack {
  packages: string[];
  /** Becomes the root of the unpacked tree; the system itself is not touched. */
  folder: string;
  /** Packages that are followed beside libraries, where the first ones only name others. */
  follow?: RegExp;
  /** Finds, in the unpacked tree, the program that must have all its libraries. */
  program(tree: string): string | undefined;
}

/** Paths in an answer are relative to the folder. */
type Unpacked = { ok: true; program: string; libraries: string[] } | { ok: false; reason: string };

const depth = 6;
const library = /^lib.*\.so(\.|$)/;

/** Downloads distribution packages as any user and unpacks them, with the libraries that the machine lacks. */
export async function unpackDebianPackages(unpack: Unpack): Promise<Unpacked> {
  if (!findExecutable(["apt-get"], process.env.PATH ?? "") || !findExecutable(["dpkg"], process.env.PATH ?? "")) {
    return { ok: false, reason: "there is no apt-get here" };
  }
  const { folder } = unpack;
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const downloads = fs.mkdtempSync(`${folder}.`);
  const tree = path.join(downloads, "tree");
  try {
    for (const needed of ["lists/partial", "cache/archives/partial", "tree"]) {
      fs.mkdirSync(path.join(downloads, needed), { recursive: true });
    }
    const unpacked = await unpackAll({ ...unpack, folder: tree }, downloads);
    if (unpacked.ok) {
      fs.rmSync(folder, { recursive: true, force: true });
      fs.renameSync(tree, folder);
    }
    return unpacked;
  } finally {
    fs.rmSync(downloads, { recursive: true, force: true });
  }
}

async function unpackAll({ packages, folder, follow, program }: Unpack, downloads: string): Promise<Unpacked> {
  const seen = new Set<string>();
  let apt: string[] = [];
  let wanted = packages;
  for (let level = 0; level < depth; level++) {
    for (const name of wanted) seen.add(name);
    let fetched = await fetchPackages(wanted, downloads, apt);
    if (fetched.code !== 0 && apt.length === 0) {
      // no lists on this machine, or lists that have aged: fetch our own beside the download
      apt = privateApt(downloads);
      const update = await runCommand("apt-get", [...apt, "update"], { cwd: downloads });
      fetched = update.code === 0 ? await fetchPackages(wanted, downloads, apt) : update;
    }
    if (fetched.code !== 0) return { ok: false, reason: lastLine(fetched.output) };
    for (const file of fs.readdirSync(downloads).filter((name) => name.endsWith(".deb"))) {
      const unpacked = await runCommand("dpkg", ["-x", path.join(downloads, file), folder]);
      if (unpacked.code !== 0) return { ok: false, reason: lastLine(unpacked.output) };
      fs.rmSync(path.join(downloads, file));
    }
    const libraries = libraryFolders(folder);
    const found = program(folder);
    const missing = found ? await missingLibraries(path.join(folder, found), libraries) : ["the program"];
    if (found && missing.length === 0) {
      return { ok: true, program: found, libraries: libraries.map((library) => path.relative(folder, library)) };
    }
    wanted = (await neededPackages(wanted, follow, apt)).filter((name) => !seen.has(name));
    if (wanted.length === 0) return { ok: false, reason: `no package holds ${missing.join(", ")}` };
  }
  return { ok: false, reason: "the libraries it needs go too deep" };
}

function fetchPackages(packages: string[], cwd: string, apt: string[]) {
  return runCommand("apt-get", [...apt, "-o", "APT::Sandbox::User=root", "download", ...packages], { cwd });
}

/** Options that let apt keep its state in `folder`, which an ordinary user may write. */
function privateApt(folder: string): string[] {
  const settings = [
    `Dir::State::Lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    "Dir::Log=/dev/null",
    "APT::Sandbox::User=root",
    "APT::Get::List-Cleanup=0",
    "Acquire::Languages=none",
  ];
  return settings.flatMap((setting) => ["-o", setting]);
}

/** The folders that hold shared libraries in an unpacked tree; some packages keep theirs a level deeper. */
export function libraryFolders(folder: string): string[] {
  const tops = ["usr/lib", "lib"].map((top) => path.join(folder, top)).filter((top) => fs.existsSync(top));
  const triplets = tops.flatMap(subfolders).filter((name) => name.endsWith("-linux-gnu"));
  const deeper = triplets.flatMap(subfolders);
  return [...tops, ...triplets, ...deeper].filter((found) => fs.readdirSync(found).some((name) => library.test(name)));
}

function subfolders(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
}

async function missingLibraries(executable: string, libraries: string[]): Promise<string[]> {
  const env = { ...process.env, LD_LIBRARY_PATH: libraries.join(":") };
  const { output } = await runCommand("ldd", [executable], { env });
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? "");
}

/** What `packages` depend on, of libraries and what is followed, that this machine does not have. */
async function neededPackages(packages: string[], follow: RegExp | undefined, apt: string[]): Promise<string[]> {
  const { output } = await runCommand("apt-cache", [...apt, "depends", "--important", ...packages]);
  const dependencies = new Set([...output.matchAll(/Depends: ([a-z][\w.+-]+)/g)].map((match) => match[1] ?? ""));
  const libraries = [...dependencies].filter((name) => name.startsWith("lib"));
  const format = "$" + "{Package} $" + "{db:Status-Status}\n";
  const installed = await runCommand("dpkg-query", ["-W", "-f", format, ...libraries]);
  const present = new Set([...installed.output.matchAll(/^(\S+) installed$/gm)].map((match) => match[1]));
  const followed = [...dependencies].filter((name) => follow?.test(name));
  return [...followed, ...libraries.filter((name) => !present.has(name))];
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
