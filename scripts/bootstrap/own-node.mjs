import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import * as module from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { CannotGoOn } from "./cannot-go-on.mjs";
import { project } from "./project.mjs";

const neededMajor = 24;

/** Runs a program of the repository on Node 24: in this process when it already is one, else in a child. */
export async function runOnOwnNode(program, args) {
  const file = path.join(project, program);
  const own = ownNode();
  process.env.PATH = `${path.join(project, "node_modules", ".bin")}${path.delimiter}${process.env.PATH ?? ""}`;
  if (own === undefined || own === process.execPath) {
    if (args[0] !== "test") rememberCompiledCode();
    await import(pathToFileURL(file).href);
  } else {
    await runChild(own, [file, ...args]);
  }
}

/** Halves the time that each of the shop's processes takes to load; where it cannot be written nothing is lost. */
function rememberCompiledCode() {
  process.env.NODE_COMPILE_CACHE ??= path.join(project, ".data", "compile-cache");
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}

/** The Node that npm installed, or nothing when the one that runs will do and that one will not. */
function ownNode() {
  const link = path.join(project, "node_modules", ".bin", "node");
  const own = fs.existsSync(link) ? fs.realpathSync(link) : undefined;
  if (own === process.execPath) return own;
  // on a system with another C library the file is there and still cannot run
  if (own && spawnSync(own, ["--version"], { stdio: "ignore" }).status === 0) return own;
  if (Number(process.versions.node.split(".")[0]) >= neededMajor) return undefined;
  throw new CannotGoOn(
    `Granary runs on Node ${neededMajor}, which npm has no build of for this machine (${process.platform} ${process.arch}): ` +
      `install Node ${neededMajor} or newer yourself and run the same command again.`,
  );
}

function runChild(command, args) {
  return new Promise((resolve) => {
    // over the channel the child notices when this process is killed
    const child = spawn(command, args, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("exit", (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}
