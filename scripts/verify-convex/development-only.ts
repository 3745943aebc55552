import { isOnThisMachine } from "../../lib/environment/this-machine";
import { PlainError } from "../run/plain-error";
import type { Selection } from "../deployment/selection";

const WHY =
  "`npm run verify:convex` creates users, campaigns and mail, so it never runs on a deployment that people use.";
const INSTEAD = "Name a development deployment, or run it with --anonymous.";

/** Refuses a production deployment. Call this before anything is called on the deployment. @throws PlainError */
export function refuseProduction({
  label,
  isHere,
  isProduction,
}: Pick<Selection, "label" | "isHere" | "isProduction">): void {
  if (isProduction && !isHere) throw new PlainError(`${label} is production. ${WHY} ${INSTEAD}`);
}

/**
 * A deployment elsewhere must be for development: by its name or key if they show it, and by its SITE_URL, which in
 * production is a public address.
 * @throws PlainError
 */
export function requireDevelopment(
  selection: Pick<Selection, "label" | "isHere" | "isProduction">,
  siteUrl: string | undefined,
): void {
  refuseProduction(selection);
  const { label, isHere } = selection;
  if (isHere) return;
  if (!siteUrl)
    throw new PlainError(
      `${label} has no SITE_URL yet, so it may be production. ${WHY} Run \`npm run dev:convex\` on it first.`,
    );
  if (!isOnThisMachine(siteUrl))
    throw new PlainError(`The app of ${label} is at ${siteUrl}, where people may use it. ${WHY} ${INSTEAD}`);
}
