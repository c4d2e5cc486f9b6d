/** One thing that must be made from the sources before the shop can run. */
export interface GenerationStep {
  title: string;
  /** Files and folders that it is made from. */
  inputs: string[];
  /** The folder that it makes; holds the stamp, written last. */
  output: string;
  command: string[];
  /** What it prints is progress, to be shown as it comes. */
  tellsProgress?: boolean;
  /** Steps that only a shop with built pages needs. */
  productionOnly?: boolean;
}

/** In the order in which they must run. */
export const generationSteps: GenerationStep[] = [
  {
    title: "Generating the database client",
    inputs: ["prisma", "prisma.config.ts", "package-lock.json"],
    output: "server/db/generated",
    command: ["prisma", "generate"],
  },
  {
    title: "Composing the product pictures",
    inputs: ["server/pictures", "server/demo", "lib", "package-lock.json"],
    output: "server/pictures/generated",
    command: ["node", "server/pictures/main.ts"],
    tellsProgress: true,
  },
  {
    title: "Building the pages (a minute or two)",
    inputs: [
      "app",
      "components",
      "lib",
      "prisma",
      "public",
      "server",
      "next.config.js",
      "package.json",
      "package-lock.json",
      "postcss.config.mjs",
      "tsconfig.json",
    ],
    output: ".next",
    command: ["next", "build"],
    productionOnly: true,
  },
];
