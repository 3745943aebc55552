import { readConvexEnvironment } from "../../../lib/environment/convex";
import { type Check, fail, pass } from "../check";

export const convexEnvironment: Check = {
  id: "convex-environment",
  title: "Variables on Convex",
  async look(subject) {
    const reading = readConvexEnvironment(await subject.variables());
    if (reading.ok) return pass("complete and well-formed");
    return fail(
      reading.problems.map(({ name, what }) => `${name} ${what}`).join("\n"),
      reading.problems.map(({ fix }) => fix).join("\n"),
    );
  },
};
