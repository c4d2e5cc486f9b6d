import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { project } from "./project.mjs";

/** How to run npm: the one that runs us, on a Node that an install does not delete under it. */
export function npmCommand() {
  const env = { ...process.env, PATH: hostPath() };
  if (!homeIsWritable()) env.npm_config_cache = path.join(project, ".data", "npm-cache");
  const script = process.env.npm_execpath ?? "";
  if (path.basename(script) !== "npm-cli.js" || !fs.existsSync(script)) return { command: "npm", args: [], env };
  return { command: hostNode(), args: [script], env };
}

function hostNode() {
  const runsNpm = process.env.npm_node_execpath;
  for (const file of [runsNpm, process.execPath]) if (file && isOutside(file) && fs.existsSync(file)) return file;
  return "node";
}

/** The PATH without node_modules/.bin, whose Node disappears while `npm ci` runs. */
function hostPath() {
  return (process.env.PATH ?? "").split(path.delimiter).filter(isOutside).join(path.delimiter);
}

function isOutside(file) {
  return (
    !`${file}${path.sep}`.includes(`${path.sep}node_modules${path.sep}`) || file.includes(`${path.sep}npm${path.sep}`)
  );
}

function homeIsWritable() {
  try {
    fs.accessSync(process.env.HOME || os.homedir(), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
