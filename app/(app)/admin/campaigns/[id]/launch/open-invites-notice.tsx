import { Alert, Text } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-launch";
import type { OpenInvites } from "./use-open-invites";

/** Before a launch, shows how many recipients have an open invitation from another campaign. */
export function OpenInvitesNotice({ found, recipients }: { found: OpenInvites | null; recipients: number }) {
  if (found === null || (found.state === "counted" && found.open === 0)) return null;
  if (found.state === "counted")
    return (
      <Alert color="brass" my="md" role="status" title={messages.openInvites(found.open)}>
        {messages.OPEN_INVITES_HINT}
      </Alert>
    );
  return (
    <Text size="sm" c="dimmed" my="md" role="status">
      {found.state === "failed"
        ? messages.OPEN_INVITES_UNKNOWN
        : messages.countingOpenInvites(found.looked, recipients)}
    </Text>
  );
}
