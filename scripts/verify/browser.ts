import fs from "node:fs";
import path from "node:path";
import { unpackDebianPackages } from "#server/supervisor/debian-packages.ts";
import { findExecutable, isExecutable } from "#server/supervisor/find-executable.ts";
import { writeLauncher } from "#server/supervisor/launcher.ts";

// the shell renders as the whole browser does and needs two thirds of its time
const shell = "chromium-headless-shell";
const packages = [shell, "chromium-common", "fonts-liberation"];
const wholeBrowsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Chromium for the journeys: the named one, the machine's headless shell, the distribution's, unpacked beside our other
 * tools, or whatever whole browser the machine has.
 */
export async function obtainBrowser(project: string): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which cannot be run.`);
  }
  const searchPath = `/usr/bin${path.delimiter}${process.env.PATH ?? ""}`;
  const tools = path.join(project, ".data", "bin");
  const own = path.join(tools, shell);
  const found = findExecutable([shell], searchPath);
  if (found ?? isExecutable(own)) return found ?? own;
  const folder = path.join(tools, "chromium");
  const program = `usr/lib/chromium/${shell}`;
  const unpacked = await unpackDebianPackages({ packages, folder, program: () => program });
  if (!unpacked.ok) {
    const whole = findExecutable(wholeBrowsers, searchPath);
    if (whole) return whole;
    throw new Error(
      `The journeys need Chromium and none could be had (${unpacked.reason}): install it or set CHROMIUM_PATH.`,
    );
  }
  const hasFonts = fs.existsSync("/etc/fonts/fonts.conf");
  if (!hasFonts) fs.writeFileSync(path.join(folder, "fonts.conf"), fontsConfig(folder));
  const files = hasFonts ? {} : { FONTCONFIG_FILE: "fonts.conf" };
  writeLauncher(own, { folder, program, libraries: unpacked.libraries, files });
  return own;
}

function fontsConfig(folder: string): string {
  const fonts = path.join(folder, "usr/share/fonts");
  return `<?xml version="1.0"?>\n<fontconfig><dir>${fonts}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n`;
}
