import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runCommand } from "#server/supervisor/run-command.ts";
import { npmCommand } from "../../scripts/bootstrap/npm-command.mjs";
import { oneAtATime } from "../../scripts/bootstrap/one-at-a-time.mjs";
import { CannotMeasure } from "../cannot-measure.ts";

interface Install {
  /** The folder of the peers' package.json and lock. */
  folder: string;
  lockFile: string;
  say(line: string): void;
}

/** Installs what is measured beside Granary, once; no install script of theirs is run. */
export async function installPeers({ folder, lockFile, say }: Install): Promise<void> {
  const stampFile = path.join(folder, "node_modules", ".granary-install");
  const lock = createHash("sha256")
    .update(fs.readFileSync(path.join(folder, "package-lock.json")))
    .digest("hex");
  const stamp = `${lock} ${process.platform} ${process.arch}\n`;
  const isInstalled = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp;
  if (isInstalled()) return;
  await oneAtATime(lockFile, async () => {
    if (isInstalled()) return;
    say("Installing the peers with npm ci, once: 120 MB to download, 400 MB on the disk …");
    const { command, args, env } = npmCommand();
    const flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
    const { code, output } = await runCommand(command, [...args, ...flags], { cwd: folder, env });
    if (code !== 0) {
      const said = output.trim().split("\n").slice(-12).join("\n");
      throw new CannotMeasure(`${said}\nnpm could not install the peers: check the network, and run it again.`);
    }
    fs.writeFileSync(stampFile, stamp);
  });
}
