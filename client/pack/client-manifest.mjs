const needed = ["@trpc/client", "@trpc/server"];

/** The package.json of the package: of the shop's own, what concerns the client. */
export function clientManifest({ name, version, license, type, files, exports, scripts, dependencies }) {
  const manifest = {
    name,
    version,
    description: "A typed client of a Granary shop's API.",
    license,
    type,
    engines: { node: ">=20" },
    sideEffects: false,
    files,
    exports,
    // without them npm could neither pack again nor restore after a pack that was killed
    scripts: { prepack: scripts.prepack, postpack: scripts.postpack },
    dependencies: Object.fromEntries(needed.map((dependency) => [dependency, dependencies[dependency]])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
