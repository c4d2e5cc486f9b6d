import fs from "node:fs";
import path from "node:path";
import { unpackDebianPackages } from "#server/supervisor/debian-packages.ts";
import { findExecutable, isExecutable } from "#server/supervisor/find-executable.ts";
import { writeLauncher } from "#server/supervisor/launcher.ts";

const packages = ["chromium", "chromium-common", "fonts-liberation"];
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Chromium for the journeys: the named one, the machine's, or the distribution's, unpacked beside our other tools. */
export async function obtainBrowser(project: string): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which cannot be run.`);
  }
  const tools = path.join(project, ".data", "bin");
  const found = findExecutable(names, `/usr/bin${path.delimiter}${process.env.PATH ?? ""}`);
  const own = path.join(tools, "chromium-browser");
  if (found ?? isExecutable(own)) return found ?? own;
  const folder = path.join(tools, "chromium");
  const program = "usr/lib/chromium/chromium";
  const unpacked = await unpackDebianPackages({ packages, folder, program: () => program });
  if (!unpacked.ok) {
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
