const encoder = new TextEncoder();

/** The shard of an agent (`type/id`). The same in every process and release: all of an agent's keys live there. */
export function partitionOf(agent: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(agent)) hash = Math.imul(hash ^ byte, 0x01000193);
  // FNV-1a alone spreads ids that differ in their last character badly over small counts
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % partitions;
}
