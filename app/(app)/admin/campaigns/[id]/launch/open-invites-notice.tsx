import { Alert, Text } from "@mantine/core";
import { counted, grouped } from "../../../_shared/numbers";
import type { OpenInvites } from "./use-open-invites";

/** Before a launch, says how many recipients another campaign has already invited. */
export function OpenInvitesNotice({ found, recipients }: { found: OpenInvites | null; recipients: number }) {
  if (found === null || (found.state === "counted" && found.open === 0)) return null;
  if (found.state === "counted")
    return (
      <Alert color="brass" my="md" role="status" title={titleOf(found.open)}>
        Another campaign has invited them and they have not accepted. This campaign sends them one more email;
        the link in the other one keeps working.
      </Alert>
    );
  return (
    <Text size="sm" c="dimmed" my="md" role="status">
      {found.state === "failed"
        ? "Open invitations from other campaigns could not be counted. Reload the page to try again."
        : `Looking for open invitations from other campaigns: ${grouped(found.looked)} of ${counted(recipients, "recipient")}`}
    </Text>
  );
}

const titleOf = (open: number) =>
  `${counted(open, "recipient has", "recipients have")} an open invitation already`;
