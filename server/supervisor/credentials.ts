import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { writeJson } from "#server/supervisor/json-file.ts";

/** Makes the first admin's password and the API key at the first start, and never again. */
export function ensureCredentials(dataFolder: string): string {
  const file = path.join(dataFolder, "credentials.json");
  if (fs.existsSync(file)) return file;
  const draft = `${file}.${process.pid}`;
  writeJson(draft, {
    admin: { email: "admin@granary.local", password: secret(18) },
    apiKey: `gk_${secret(32)}`,
  });
  try {
    // linking refuses where another start was faster
    fs.linkSync(draft, file);
  } catch (error) {
    if (!fs.existsSync(file)) throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return file;
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
