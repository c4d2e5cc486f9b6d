import type { AddressInfo } from "node:net";

/** Where a browser on this machine finds the shop. */
export function publicAddress(publicUrl: string | undefined, { address, family, port }: AddressInfo): string {
  if (publicUrl !== undefined) return new URL(publicUrl).origin;
  if (address === "0.0.0.0" || address === "::") return `http://localhost:${port}`;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Why the shop cannot listen, as a sentence that says what to do. */
export function describeListenError(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken by another program. Stop that one, or choose another port: PORT=${port + 1}.`;
    case "EACCES":
      return `This user may not listen on port ${port}. Choose one above 1023 with PORT.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST=${host} is not an address of this machine. 127.0.0.1 is this machine alone, 0.0.0.0 all its networks.`;
    default:
      return `The shop cannot listen on ${host}:${port}: ${error.message}`;
  }
}
