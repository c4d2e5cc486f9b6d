import { expect, test } from "vitest";
import { diskUnder } from "./disk.ts";

const mountinfo = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /tmp rw,nosuid shared:5 - tmpfs tmpfs rw
31 30 254:1 / /tmp/kept rw - xfs /dev/vdb rw
32 22 0:40 / /merged rw - overlay overlay rw,lowerdir=/low,upperdir=/tmp/upper,workdir=/tmp/work
33 22 0:41 / /image rw - overlay overlay rw,lowerdir=/low,upperdir=/var/upper,workdir=/var/work
34 22 254:2 / /with\\040space rw - btrfs /dev/vdc rw
35 22 0:42 / /hidden rw - ext4 /dev/vdd rw
36 22 0:43 / /hidden rw - tmpfs tmpfs rw`;

test.each([
  ["/home/shop/.data", { type: "ext4", inMemory: false }],
  ["/tmp/shop", { type: "tmpfs", inMemory: true }],
  ["/tmpfolder", { type: "ext4", inMemory: false }],
  ["/tmp/kept/shop", { type: "xfs", inMemory: false }],
  ["/with space/shop", { type: "btrfs", inMemory: false }],
  ["/hidden", { type: "tmpfs", inMemory: true }],
  ["/merged/shop", { type: "overlay on tmpfs", inMemory: true }],
  ["/image/shop", { type: "overlay on ext4", inMemory: false }],
])("what keeps %s is found", (folder, found) => {
  expect(diskUnder(folder, mountinfo)).toEqual(found);
});

test("a container's overlay, whose upper folder is not to be seen, is no memory", () => {
  const inside = "40 1 0:50 / / rw - overlay overlay rw,lowerdir=/low,upperdir=/var/lib/docker/upper,workdir=/work";
  expect(diskUnder("/shop", inside)).toEqual({ type: "overlay", inMemory: false });
});

test("where nothing is known of mounts, nothing is refused", () => {
  expect(diskUnder("/Users/shop", "")).toEqual({ type: "unknown", inMemory: false });
});
