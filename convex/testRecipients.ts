/** The saved addresses that test mails go to: model/campaigns/testRecipients.ts. */
import { parseEmailAddress } from "@latchkey/login-links/http";
import { v } from "convex/values";
import * as messages from "../lib/messages/campaign-preview";
import { fail } from "./errors";
import { marketerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import {
  MOST_TEST_RECIPIENTS,
  replaceTestRecipients,
  testRecipients,
} from "./model/campaigns/testRecipients";

export const list = writerQuery({
  args: {},
  handler: async (ctx) => (await testRecipients(ctx)).map(({ email }) => email),
});

/** Replaces the saved addresses, at most MOST_TEST_RECIPIENTS. */
export const save = marketerMutation({
  args: { emails: v.array(v.string()) },
  handler: async (ctx, { emails }) => {
    const read = emails.map(
      (email) => parseEmailAddress(email) ?? fail("invalid", messages.notAnAddress(email), "emails"),
    );
    const unique = [...new Set(read)];
    if (unique.length > MOST_TEST_RECIPIENTS) fail("invalid", messages.ONE_TO_FIVE, "emails");
    await replaceTestRecipients(ctx, unique);
    const details = { to: unique.join(", ") };
    await audit(ctx, "testRecipients.saved", {
      actor: asActor(ctx.viewer),
      subject: "test recipients",
      details,
    });
    return null;
  },
});
