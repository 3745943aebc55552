import { Alert, Anchor } from "@mantine/core";
import Link from "next/link";
import * as messages from "@/lib/messages/campaign-draft";
import { funnelOf } from "../funnel";
import type { Campaign } from "../types";

/** Explains a reminder to the marketer who has just created it. */
export function ReminderNotice({ campaign }: { campaign: Campaign }) {
  const { reminderOf, isAudienceChanging, counts } = campaign;
  if (!reminderOf) return null;
  const { audience } = funnelOf(counts);
  return (
    <Alert
      color="brass"
      mb="lg"
      title={isAudienceChanging ? messages.reminderSoFar(audience) : messages.reminderFor(audience)}
      role="status"
    >
      {messages.REMINDER_HINT}{" "}
      <Anchor component={Link} href={`/admin/campaigns/${reminderOf}`} fz="inherit">
        {messages.ORIGINAL_CAMPAIGN}
      </Anchor>
    </Alert>
  );
}
