import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import { connectEngine } from "./connect-engine.ts";
import { migrationList, schemaFiles } from "./migration-list.ts";

const filters = { externalTables: [], externalEnums: [] };

/** Prisma's own schema engine, as WebAssembly: the same folders, table and checksums as its command line. */
async function openEngine(url: string, shadowUrl?: string): Promise<SchemaEngine> {
  // the engine reports a panic through this global and says nothing when it is missing
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } });
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connectEngine(url),
    connectToShadowDb: () => {
      if (shadowUrl === undefined) throw new Error("this step needs a shadow database");
      return connectEngine(shadowUrl);
    },
  });
  const datamodels = schemaFiles().map((file): [string, string] => [file.path, file.content]);
  return SchemaEngine.new({ datamodels }, () => {}, factory);
}

/** Applies what is missing, oldest first, each once; answers the names of those applied now. */
export async function applyMigrations(url: string): Promise<string[]> {
  const engine = await openEngine(url);
  try {
    return (await engine.applyMigrations({ migrationsList: migrationList(), filters })).appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** The SQL that leads from the migrations to the schema, or null when they agree. Both databases must be empty. */
export async function missingMigration(url: string, shadowUrl: string): Promise<string | null> {
  const engine = await openEngine(url, shadowUrl);
  try {
    const difference = await engine.diff({
      from: { tag: "migrations", ...migrationList() },
      to: { tag: "schemaDatamodel", files: schemaFiles() },
      script: true,
      exitCode: true,
      filters,
    });
    return difference.exitCode === 0 ? null : difference.stdout;
  } finally {
    engine.free();
  }
}
