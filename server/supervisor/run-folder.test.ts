import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openRunFolder } from "#server/supervisor/run-folder.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const socketLimit = 107;

test.each(["short", "x".repeat(120), "with spaces & ünusual letters"])(
  "sockets of a data folder named %s fit, apart from others, for their owner alone",
  (name) => {
    const parent = temporaryFolder("run");
    const folders = ["one", "two"].map((shop) => openRunFolder(path.join(parent.path, name, shop)));
    for (const folder of folders) {
      expect(Buffer.byteLength(path.join(folder, ".s.PGSQL.5432"))).toBeLessThanOrEqual(socketLimit);
      expect(folder).toMatch(/^[\w./-]+$/);
      expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    }
    expect(new Set(folders).size).toBe(2);
    for (const folder of folders) fs.rmSync(folder, { recursive: true });
    parent.remove();
  },
);
