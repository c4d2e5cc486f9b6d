/** The API key that a request presents: as Bearer token, as `x-api-key`, or as the password of HTTP Basic. */
export function presentedKey(headers: { get(name: string): string | null }): string | null {
  const named = headers.get("x-api-key");
  if (named) return named;
  const [scheme, value] = (headers.get("authorization") ?? "").split(/ +/, 2);
  if (!value) return null;
  switch (scheme?.toLowerCase()) {
    case "bearer":
      return value;
    case "basic": {
      const pair = Buffer.from(value, "base64").toString("utf8");
      return pair.slice(pair.indexOf(":") + 1) || null;
    }
    default:
      return null;
  }
}
