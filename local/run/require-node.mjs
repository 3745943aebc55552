/* Runs before everything else, on whatever Node there is: plain old JavaScript, no dependencies. */
var wanted = [20, 9];
var actual = process.versions.node.split(".").map(Number);
if (actual[0] < wanted[0] || (actual[0] === wanted[0] && actual[1] < wanted[1])) {
  console.error(
    "Latchkey needs Node " +
      wanted.join(".") +
      " or newer, and this is " +
      process.versions.node +
      ": install a newer one (https://nodejs.org, or `nvm install 22`) and try again.",
  );
  process.exit(1);
}
