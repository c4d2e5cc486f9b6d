// Adds the optional platform packages that a registry mirror could not serve to package-lock.json;
// without them `npm ci` stops with EUSAGE "Missing … from lock file". Run after each `npm install`.
import fs from "node:fs";

const systems = ["android", "darwin", "win32", "freebsd", "openharmony", "linux", "sunos", "aix", "netbsd", "openbsd"];
const processors = ["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "wasm32", "loong64", "mips64el"];

const file = "package-lock.json";
const lock = JSON.parse(fs.readFileSync(file, "utf8"));

/** Node's own look-up: the nearest node_modules above `from` that holds `name`. */
function isInstalled(from, name) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    if (lock.packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d/.test(version) || isInstalled(path, name)) continue;
    const words = name.split(/[-/]/);
    const os = systems.find((word) => words.includes(word));
    const cpu = processors.find((word) => words.includes(word));
    const libc = name.includes("musl") ? "musl" : os === "linux" && name.includes("gnu") ? "glibc" : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(entry.dev && { dev: true }),
      ...(os && { os: [os] }),
      ...(cpu && { cpu: [cpu] }),
      ...(libc && { libc: [libc] }),
    };
    added++;
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} optional packages added`);
