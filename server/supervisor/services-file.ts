import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "#server/supervisor/json-file.ts";

const Services = z.object({ redisUrl: z.string(), databaseUrl: z.string() });
export type Services = z.output<typeof Services>;

/** Tells processes that join a running shop where its Redis and PostgreSQL are. */
export function writeServices(dataFolder: string, services: Services): void {
  writeJson(servicesFile(dataFolder), services);
}

export function readServices(dataFolder: string): Services | undefined {
  return readJson(servicesFile(dataFolder), Services);
}

export function removeServices(dataFolder: string): void {
  fs.rmSync(servicesFile(dataFolder), { force: true });
}

function servicesFile(dataFolder: string): string {
  return path.join(dataFolder, "services.json");
}
