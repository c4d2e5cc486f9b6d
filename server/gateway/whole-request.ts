/** The first line of a request that is alone in what was read, and how much follows its head. */
export type WholeRequest = { method: string; url: string; bodyLength: number };

const endOfHead = "\r\n\r\n";
const firstLine = /^([A-Z]+) (\/[^\s]*) HTTP\/1\.1\r\n/;
/** Whatever makes the end of a message, or of its connection, depend on more than a length. */
const unusual = /\r\n(?:transfer-encoding|upgrade|expect|trailer|connection:(?! *keep-alive\r\n))/i;
const length = /\r\ncontent-length: *(\d{1,9})\r\n/i;
const lengthAnyhow = /content-length/gi;

/**
 * The request of which these bytes are all, and nothing else: they begin where one begins and end where it ends. Undefined
 * where that is not plain to see, also where its body could hold the end of another head; the HTTP parser then finds out.
 */
export function wholeRequest(bytes: Buffer): WholeRequest | undefined {
  const text = bytes.toString("latin1");
  const end = text.indexOf(endOfHead);
  if (end < 0 || text.indexOf(endOfHead, end + 1) >= 0) return undefined;
  const head = text.slice(0, end + 2);
  const [, method, url] = firstLine.exec(head) ?? [];
  if (method === undefined || url === undefined || unusual.test(head)) return undefined;
  const told = length.exec(head)?.[1];
  const lengths = head.match(lengthAnyhow)?.length ?? 0;
  if (lengths !== (told === undefined ? 0 : 1)) return undefined;
  const bodyLength = Number(told ?? 0);
  return text.length === end + endOfHead.length + bodyLength ? { method, url, bodyLength } : undefined;
}
