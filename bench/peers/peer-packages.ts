import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { CannotMeasure } from "../cannot-measure.ts";

/** The peers' programs, which npm has installed in the folder of their servers. */
export interface PeerPackages {
  workerd: string;
  restateServer: string;
  versions: Record<"workerd" | "@restatedev/restate-server" | "@restatedev/restate-sdk", string>;
}

export const peersFolder = path.join(import.meta.dirname, "servers");

export function findPeerPackages(): PeerPackages {
  const system = `${os.platform()}-${os.arch()}`;
  const require = createRequire(path.join(peersFolder, "package.json"));
  const version = (name: string): string => {
    const manifest: { version: string } = JSON.parse(
      fs.readFileSync(path.join(peersFolder, "node_modules", name, "package.json"), "utf8"),
    );
    return manifest.version;
  };
  try {
    return {
      workerd: require("workerd").default,
      restateServer: require.resolve(`@restatedev/restate-server-${system}/bin/restate-server`),
      versions: {
        workerd: version("workerd"),
        "@restatedev/restate-server": version("@restatedev/restate-server"),
        "@restatedev/restate-sdk": version("@restatedev/restate-sdk"),
      },
    };
  } catch (error) {
    throw new CannotMeasure(
      `npm has no build of workerd or of the Restate server for this machine (${system}); ` +
        `the others can be measured with --systems granary,bullmq. ${error instanceof Error ? error.message : ""}`,
    );
  }
}
