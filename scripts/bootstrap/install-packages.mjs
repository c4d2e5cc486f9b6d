import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { CannotGoOn } from "./cannot-go-on.mjs";
import { npmCommand } from "./npm-command.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { project } from "./project.mjs";

const lockFile = path.join(project, "package-lock.json");
const modules = path.join(project, "node_modules");
const stampFile = path.join(modules, ".granary-install");
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Whether node_modules is what the lock file asks for, on this kind of machine. */
export function packagesAreInstalled() {
  const stamp = currentStamp();
  if (readText(stampFile) === stamp) return true;
  if (!agreesWithLock()) return false;
  fs.writeFileSync(stampFile, stamp);
  return true;
}

export async function installPackages() {
  await oneAtATime(path.join(project, ".data", "install.lock"), async (alsoHeldBy) => {
    if (packagesAreInstalled()) return;
    console.log("Installing the npm packages (a minute or two) …");
    const started = Date.now();
    const { code, output } = await npmCi(alsoHeldBy);
    if (code !== 0) {
      const said = output.trim().split("\n").slice(-12).join("\n");
      throw new CannotGoOn(
        `${said}\nnpm could not install the packages: see the lines above, check the network, and run the same command again.`,
      );
    }
    fs.writeFileSync(stampFile, currentStamp());
    console.log(`Installed the npm packages in ${Math.round((Date.now() - started) / 1000)} s.`);
  });
}

function currentStamp() {
  const lock = createHash("sha256").update(fs.readFileSync(lockFile)).digest("hex");
  return `${lock} ${process.platform} ${process.arch}\n`;
}

/** Compares with what npm wrote down after its last complete install: `npm install` then needs no second one. */
function agreesWithLock() {
  const written = readText(path.join(modules, ".package-lock.json"));
  if (!written) return false;
  const installed = JSON.parse(written).packages;
  const wanted = JSON.parse(fs.readFileSync(lockFile, "utf8")).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === "" || (installed[name] ? installed[name].version === version : optional === true),
  );
}

function npmCi(alsoHeldBy) {
  const { command, args, env } = npmCommand();
  const flags = ["ci", "--include=dev", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, [...args, ...flags], { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
    if (child.pid) alsoHeldBy(child.pid);
    const end = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, end);
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: 1, output: `${command}: ${error.message}` }));
    child.on("close", (code) => {
      for (const signal of signals) process.removeListener(signal, end);
      resolve({ code, output });
    });
  });
}

function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
