/** Fields that are never shown, whatever they hold; compared without case, `-` and `_`. */
const secret = /(password|passwd|secret|token|apikey|cookie|authorization|credential|privatekey|session)/;
const personal =
  /^(e?mail|phone|name|firstname|lastname|fullname|.*address|street|city|stateorregion|postalcode|zip|country|quote|ip)$/;

const hidden = "[redacted]";
const deepest = 6;
const longest = 8_000;

/** Text in which whatever could be somebody's address or a way in is struck out. */
export function redactText(text: string): string {
  return text
    .slice(0, longest)
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, hidden)
    .replace(/(\w+:\/\/)[^\s/@]*:[^\s/@]*@/g, `$1${hidden}@`)
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`)
    .replace(/\b(x-api-key|cookie|authorization|password|api[-_]?key)(["']?\s*[:=]\s*)[^\s,;}]+/gi, `$1$2${hidden}`);
}

/** A copy for the log: secrets and personal data struck out by the names of their fields and by how they look. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (value instanceof Error) return describeError(value, depth);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= deepest) return "[deeper]";
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, isHidden(name) ? hidden : redact(each, depth + 1)]),
  );
}

function isHidden(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_]/g, "");
  return secret.test(plain) || personal.test(plain);
}

function describeError(error: Error, depth: number): unknown {
  return {
    type: error.name,
    message: redactText(error.message),
    ...(error.stack !== undefined && { stack: redactText(error.stack) }),
    ...("code" in error && { code: redact(error.code) }),
    ...(error.cause !== undefined && depth < deepest && { cause: redact(error.cause, depth + 1) }),
  };
}
