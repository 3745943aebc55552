import type { Sendable } from "../../bench/campaign/marketer";
import type { Reachable } from "../../bench/support/visitor";
import type { Selection } from "../deployment/selection";
import { NotTried } from "./promises";
import { newSender } from "./sender";
import type { Sizes } from "./sizes";

/** The deployment that is looked at, once it runs this code. */
export interface World extends Reachable {
  selection: Selection;
  /** Where HTTP actions are, which is the issuer of the JWT. */
  convexSiteUrl: string;
  /** SITE_URL: it decides what the cookies are called. */
  appUrl: string;
  variables: Readonly<Record<string, string>>;
  /** Null where the deployment mails elsewhere. */
  mailboxUrl: string | null;
  /** Part of every address of this run: an earlier run's mails are other people's. */
  run: string;
  sizes: Sizes;
}

/** The world with its mailbox, for steps that read mail. Calls are repeated as Next repeats them. @throws NotTried */
export function withMailbox(world: World): Sendable {
  const { mailboxUrl, variables } = world;
  if (mailboxUrl === null)
    throw new NotTried("this deployment cannot reach a mailbox on this machine, so no mail can be read");
  if (variables.SIGN_UP === "invite-only")
    throw new NotTried("SIGN_UP is invite-only, so new people get no mail");
  if (variables.MAIL_ALLOW_LIST) throw new NotTried("MAIL_ALLOW_LIST does not let mail to these people out");
  if (Number(variables.RATE_LIMIT_SCALE ?? 1) < ROOMY)
    throw new NotTried(
      `RATE_LIMIT_SCALE is below ${ROOMY}, so the rate limits stop mail to this many people at once`,
    );
  return { deployment: world.deployment, mailboxUrl, send: newSender().send };
}

/** Twenty strangers of one caller are mailed in ten minutes, times this. */
const ROOMY = 10;

/** An address of this run. */
export const addressOf = ({ run }: Pick<World, "run">, name: string): string => `${run}-${name}@example.com`;
