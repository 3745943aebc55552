import { type Check, fail, pass } from "../check";

export const app: Check = {
  id: "app",
  title: "App",
  async look(subject) {
    const siteUrl = await subject.siteUrl();
    const health = await subject.health();
    if (health.status === "ok")
      return pass(`${siteUrl} answers, and reaches Convex in ${health.convexMs} ms`);
    return fail(
      `${siteUrl} answers: ${health.problems.join(" ")}`,
      "The lines below say what does not fit. Deploy both sides together: npx convex deploy --cmd 'npm run build'",
    );
  },
};
