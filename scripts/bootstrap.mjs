// What `npm start`, `npm run dev`, `npm test` and `npm run reset` run first: plain JavaScript without dependencies,
// for whatever Node is on the machine. It installs the packages, among them Node 24, and goes on with that.
const version = process.versions.node;
const [major, minor] = version.split(".").map(Number);
const suits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

if (suits) {
  import("./bootstrap/go-on.mjs").then(({ goOn }) => goOn(process.argv.slice(2)));
} else {
  console.error(
    `Granary needs Node 20.19, 22.12, 24 or newer to install itself and this is Node ${version}: ` +
      "install a newer Node from https://nodejs.org and run the same command again.",
  );
  process.exitCode = 1;
}
