const encoder = new TextEncoder();
const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
};

const mixed = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

/** The shard of an agent (`type/id`). The same in every process and release: all of an agent's keys live there. */
export function partitionOf(agent: string, partitions: number): number {
  let hash = 0x811c9dc5;
  // nearly every name is ASCII, whose bytes are its units: looked at several times a command, and encoding takes longest
  if (isAscii(agent)) for (let at = 0; at < agent.length; at++) hash = mixed(hash, agent.charCodeAt(at));
  else for (const byte of encoder.encode(agent)) hash = mixed(hash, byte);
  // FNV-1a alone spreads ids that differ in their last character badly over small counts
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % partitions;
}
