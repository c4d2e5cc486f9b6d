import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import { connectEngine } from "./connect-engine.ts";
import { migrationList, schemaFiles } from "./migration-list.ts";

const filters = { externalTables: [], externalEnums: [] };

/** Prisma's own schema engine, as WebAssembly: the same folders, table and checksums as its command line. */
async function withEngine<T>(urls: { main: string; shadow?: string }, work: (engine: SchemaEngine) => Promise<T>) {
  const opened = new AsyncDisposableStack();
  // its advisory lock lives as long as its connection, so that these are closed with it
  const connect = async (url: string) => opened.adopt(await connectEngine(url), (connection) => connection.dispose());
  // the engine reports a panic through this global and says nothing when it is missing
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } });
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(urls.main),
    connectToShadowDb: () => {
      if (urls.shadow === undefined) throw new Error("this step needs a shadow database");
      return connect(urls.shadow);
    },
  });
  const datamodels = schemaFiles().map((file): [string, string] => [file.path, file.content]);
  try {
    const engine = opened.adopt(await SchemaEngine.new({ datamodels }, () => {}, factory), (one) => one.free());
    return await work(engine);
  } finally {
    await opened.disposeAsync();
  }
}

/** Applies what is missing, oldest first, each once; answers the names of those applied now. */
export const applyMigrations = (url: string): Promise<string[]> =>
  withEngine({ main: url }, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationList(), filters });
    return appliedMigrationNames;
  });

/** The SQL that leads from the migrations to the schema, or null when they agree. Both databases must be empty. */
export const missingMigration = (url: string, shadowUrl: string): Promise<string | null> =>
  withEngine({ main: url, shadow: shadowUrl }, async (engine) => {
    const difference = await engine.diff({
      from: { tag: "migrations", ...migrationList() },
      to: { tag: "schemaDatamodel", files: schemaFiles() },
      script: true,
      exitCode: true,
      filters,
    });
    return difference.exitCode === 0 ? null : difference.stdout;
  });
