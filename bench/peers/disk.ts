import fs from "node:fs";
import path from "node:path";
import { CannotMeasure } from "../cannot-measure.ts";

const inMemory = ["tmpfs", "ramfs", "devtmpfs", "hugetlbfs"];

interface Mount {
  point: string;
  type: string;
  /** Of an overlay: the folder that takes what is written. */
  upper: string | undefined;
}

/** The mounts in `/proc/self/mountinfo`, in their order. */
function mountsOf(mountinfo: string): Mount[] {
  return mountinfo.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const point = before.split(" ")[4];
    const [type, , options = ""] = after.split(" ");
    if (!point || !type) return [];
    return [{ point: unescaped(point), type, upper: /(?:^|,)upperdir=([^,]+)/.exec(options)?.[1] }];
  });
}

const unescaped = (text: string) =>
  text.replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));

/** The type of the filesystem that keeps what is written under a folder, or why it is no disk. */
export function diskUnder(folder: string, mountinfo: string): { type: string; inMemory: boolean } {
  const mounts = mountsOf(mountinfo);
  const isUnder = ({ point }: Mount, place: string) => place === point || place.startsWith(point.replace(/\/?$/, "/"));
  // the last of the longest: a later mount hides the one below it
  const mountOf = (place: string) =>
    mounts
      .filter((mount) => isUnder(mount, place))
      .reduce<Mount | undefined>(
        (best, mount) => (mount.point.length >= (best?.point.length ?? 0) ? mount : best),
        undefined,
      );
  const mount = mountOf(folder);
  if (mount?.type !== "overlay")
    return { type: mount?.type ?? "unknown", inMemory: inMemory.includes(mount?.type ?? "") };
  const upper = mount.upper === undefined ? undefined : mountOf(mount.upper);
  // in a container the upper folder is a path of the host: it says nothing when it seems to be on the overlay itself
  if (upper === undefined || upper === mount) return { type: "overlay", inMemory: false };
  return { type: `overlay on ${upper.type}`, inMemory: inMemory.includes(upper.type) };
}

/** Makes an empty folder on a disk and says on what; what is synced to memory costs nothing, so that is refused. */
export function folderOnDisk(wanted: string): { folder: string; filesystem: string } {
  fs.mkdirSync(wanted, { recursive: true });
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(wanted), "peers-"));
  const { type, inMemory } = diskUnder(folder, readMountinfo());
  if (!inMemory) return { folder, filesystem: type };
  fs.rmSync(folder, { recursive: true });
  throw new CannotMeasure(
    `${wanted} is memory (${type}), where nothing is durable: name a folder on a disk with --data.`,
  );
}

function readMountinfo(): string {
  try {
    return fs.readFileSync("/proc/self/mountinfo", "utf8");
  } catch {
    return "";
  }
}
