import { Alert, Anchor } from "@mantine/core";
import Link from "next/link";
import { funnelOf } from "../funnel";
import { counted } from "../../_shared/numbers";
import type { Campaign } from "../types";

/** Explains a reminder to the marketer who has just made one. */
export function ReminderNotice({ campaign }: { campaign: Campaign }) {
  const { reminderOf, isAudienceChanging, counts } = campaign;
  if (!reminderOf) return null;
  const { audience } = funnelOf(counts);
  return (
    <Alert color="brass" mb="lg" title={titleOf(audience, isAudienceChanging === true)} role="status">
      These people were invited, have not accepted, and have not been reminded before. Each gets a new link
      that replaces the old one. Edit the message, then launch it.{" "}
      <Anchor component={Link} href={`/admin/campaigns/${reminderOf}`} fz="inherit">
        Go to the original campaign
      </Anchor>
    </Alert>
  );
}

function titleOf(audience: number, isGrowing: boolean): string {
  if (isGrowing) return `A reminder, for ${counted(audience, "recipient")} so far`;
  return audience === 0 ? "Nobody is left to remind" : `A reminder for ${counted(audience, "recipient")}`;
}
