// The arrows of the design, checked. README.md draws them.
const layers = "^(app|client|components|lib|server|prisma|e2e|bench|scripts)/";
const tests = "\\.(test|test-d)\\.tsx?$|/testing/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "lib-is-the-floor",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|server)/" },
    },
    {
      name: "runtime-knows-no-agents",
      severity: "error",
      from: { path: "^server/runtime/" },
      to: { path: layers, pathNot: "^(server/runtime|server/testing|lib)/" },
    },
    {
      name: "testing-stays-in-tests",
      severity: "error",
      from: { path: layers, pathNot: `${tests}|^(bench|e2e|scripts)/` },
      to: { path: "^server/testing/" },
    },
    {
      name: "nothing-needs-the-bench",
      severity: "error",
      from: { path: layers, pathNot: "^bench/" },
      to: { path: "^bench/" },
    },
    {
      name: "the-judge-knows-no-client",
      severity: "error",
      from: { path: "^bench/chaos/check/" },
      to: { path: "^bench/chaos/", pathNot: "^bench/chaos/(check/|record\\.ts$)" },
    },
    {
      name: "runtime-core-knows-no-adapter",
      severity: "error",
      from: { path: "^server/runtime/", pathNot: `^server/runtime/(redis|memory|testing)/|${tests}` },
      to: { path: "^server/runtime/(redis|memory|testing)/|(^|node_modules/)(bullmq|ioredis)(/|$)" },
    },
    {
      name: "agents-know-no-web",
      severity: "error",
      from: { path: "^server/(agents|runtime)/" },
      to: {
        path: "^(app|components|server/(api|rest|gateway|db|telemetry))/|(^|node_modules/)(next|react|@trpc|fastify|@opentelemetry|prom-client)(/|$)",
      },
    },
    {
      name: "assistant-knows-no-agent",
      severity: "error",
      from: { path: "^server/assistant/" },
      to: { path: layers, pathNot: "^(server/assistant|lib)/" },
    },
    {
      name: "agents-meet-by-contract",
      severity: "error",
      from: { path: "^server/agents/([^/]+)/", pathNot: tests },
      to: { path: "^server/agents/[^/]+/", pathNot: ["^server/agents/$1/", "\\.contract\\.ts$"] },
    },
    {
      name: "contracts-import-no-behaviour",
      severity: "error",
      from: { path: "\\.contract\\.ts$" },
      to: { path: "\\.agent\\.ts$|^server/runtime/(?!contract\\.ts$)" },
    },
    {
      name: "doors-speak-in-contracts",
      severity: "error",
      from: { path: "^server/(api|rest|gateway|live)/", pathNot: tests },
      to: { path: "^server/agents/", pathNot: "\\.contract\\.ts$" },
    },
    {
      name: "app-talks-to-api",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^server/", pathNot: ["^server/api/", "\\.contract\\.ts$"] },
    },
    {
      name: "components-are-server-free",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "client-ships-no-server",
      severity: "error",
      from: { path: "^client/", pathNot: tests },
      to: { path: layers, pathNot: "^client/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "prisma-stays-in-db",
      severity: "error",
      from: { pathNot: "^(server/db|prisma)/" },
      to: { path: "@prisma/|db/generated" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^((bench/peers/servers/)?node_modules|\\.next|\\.data)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs"],
    },
  },
};
