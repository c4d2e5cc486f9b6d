import { z } from "zod";

export const roles = ["web", "silo", "projector"] as const;
export type Role = (typeof roles)[number];

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** Everything that can be configured. The defaults are those of a shop on a developer's own machine. */
const Variables = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  ROLES: commaList.pipe(z.array(z.enum(roles)).min(1)).default(["web", "silo", "projector"]),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  /** The address that browsers use, when it differs from HOST and PORT. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Addresses or networks whose X-Forwarded-* headers are believed; none unless said. */
  TRUSTED_PROXIES: commaList.default([]),
  DATA_DIR: z.string().min(1).default(".data"),
  /** One server, or several nodes of a cluster with commas between. */
  REDIS_URL: z
    .string()
    .regex(
      /^(unix:\/\/[^,]*|rediss?:\/\/[^,]*(,\s*rediss?:\/\/[^,]*)*)$/,
      "must start with redis://, rediss:// or unix://; several nodes of a cluster have commas between",
    ),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://"),
  NAMESPACE: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, "must be 1 to 32 lower-case letters, digits or '-'")
    .default("granary"),
  /** Fixed at the first start; the stored number unless said. */
  PARTITIONS: wholeNumber(1, 256).optional(),
  /** What the agents that this process hosts may take in memory, and the copies that it reads; about, in megabytes. */
  AGENT_MEMORY_MB: wholeNumber(1, 65_536).default(64),
  REPLICA_MEMORY_MB: wholeNumber(1, 65_536).default(64),
  /** How long either stays after its last use. */
  AGENT_IDLE_SECONDS: wholeNumber(1, 86_400).default(600),
  /** Where a process without the web role serves its metrics; the next free one of 16, or any with 0. */
  METRICS_PORT: wholeNumber(0, 65_535).default(0),
  /** Traces leave for here when one is set: the receiver's base address, or the very address for traces. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default("granary"),
  /** The share of the traces that begin here. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  /** Signs the cookies; needed only where several machines share one shop. Made and kept in DATA_DIR otherwise. */
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  /** Whether an empty shop is filled with the demo catalogue. */
  DEMO: z.enum(["on", "off"]).default("on"),
  /** An OpenAI-compatible server whose model recommends; without it the built-in one does. Both or neither. */
  AI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  AI_MODEL: z.string().min(1).max(200).optional(),
  AI_API_KEY: z.string().min(1).optional(),
  /** Tests only: the point in the code at which this process kills itself. */
  FAILPOINT: z.string().optional(),
});

const Env = Variables.refine(({ AI_BASE_URL, AI_MODEL }) => AI_BASE_URL === undefined || AI_MODEL !== undefined, {
  path: ["AI_MODEL"],
}).refine(({ AI_BASE_URL, AI_MODEL }) => AI_MODEL === undefined || AI_BASE_URL !== undefined, {
  path: ["AI_BASE_URL"],
});

export type Env = z.output<typeof Env>;

export class BadConfiguration extends Error {
  constructor(problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "BadConfiguration";
  }
}

function read<S extends z.ZodObject>(schema: S, source: Record<string, string | undefined>): z.output<S> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (source[name] ? [[name, source[name]]] : [])),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new BadConfiguration(
    result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return name in given ? `${name}: ${issue.message}` : `${name} is missing`;
    }),
  );
}

/** Reads the configuration; an unset and an empty variable are the same. */
export const readEnv = (source: Record<string, string | undefined> = process.env): Env => read(Env, source);

/** For the tools that need the agents and nothing else. */
export const readRuntimeEnv = (source: Record<string, string | undefined> = process.env) =>
  read(Variables.pick({ REDIS_URL: true, NAMESPACE: true, PARTITIONS: true }), source);

/** For the tools that need the database and nothing else. */
export const readDatabaseUrl = (source: Record<string, string | undefined> = process.env): string =>
  read(Variables.pick({ DATABASE_URL: true }), source).DATABASE_URL;
