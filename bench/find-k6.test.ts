import fs from "node:fs";
import path from "node:path";
import { test as base, expect, onTestFinished } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { findK6 } from "./find-k6.ts";

const test = base.extend("machine", async () => {
  const folder = temporaryFolder("find-k6");
  onTestFinished(() => folder.remove());
  const said: string[] = [];
  const toolsFolder = path.join(folder.path, "tools");
  return {
    said,
    toolsFolder,
    has(name: string, script: string) {
      fs.writeFileSync(path.join(folder.path, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    },
    find: () => findK6({ searchPath: folder.path, toolsFolder, say: (line) => said.push(line) }),
  };
});

const k6 = (version: string) => `echo "k6 v${version} (go1.26.8, linux/amd64)"`;
const goThatBuilds = `echo '#!/bin/sh' > "$GOBIN/k6"; echo 'echo "k6 v1.8.1 (built)"' >> "$GOBIN/k6"; chmod +x "$GOBIN/k6"`;

test("the k6 on the PATH is taken when it is new enough", async ({ machine }) => {
  machine.has("k6", k6("1.9.2"));
  expect((await machine.find()).version).toBe("1.9.2");
  expect(machine.said).toEqual([]);
});

test("without one, or with one that is too old, Go builds it once", async ({ machine }) => {
  machine.has("k6", k6("0.47.0"));
  machine.has("go", goThatBuilds);
  const built = { program: path.join(machine.toolsFolder, "k6"), version: "1.8.1" };
  expect(await machine.find()).toEqual(built);
  expect(await machine.find()).toEqual(built);
  expect(machine.said).toHaveLength(1);
});

test("with neither, one sentence says how to get it", async ({ machine }) => {
  await expect(machine.find()).rejects.toThrow(/no Go on the PATH.*install k6 \(https:.*\) or Go 1\.25/);
  machine.has("go", 'echo "requires go >= 1.25"; exit 1');
  await expect(machine.find()).rejects.toThrow(/requires go >= 1\.25.*install k6/);
});
