import { defineConfig } from "prisma/config";

// generate, validate and format never start the engine, but look for its file first: any that exists will do
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
