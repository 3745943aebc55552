/* Runs before everything else, on any Node: plain old JavaScript without dependencies. The versions are those in
   package.json. */
var actual = process.versions.node.split(".").map(Number);
var major = actual[0];
var minor = actual[1];
if (!(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19))) {
  console.error(
    "Latchkey needs Node 20.19, 22.12 or newer, but this is " +
      process.versions.node +
      ": install a newer one (https://nodejs.org, or `nvm install 24`) and try again.",
  );
  process.exit(1);
}
