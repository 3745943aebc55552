"use client";

import { Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import { EXPORT_CSV } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/campaign-results";
import { useCall, useQueryRunner } from "../../../../use-call";
import { DuplicateDialog } from "../../duplicate-dialog";
import { funnelOf } from "../../funnel";
import type { Campaign, CampaignId } from "../../types";
import { useAttempt } from "../../../../use-attempt";
import { exportCampaign } from "./export";

/** A menu of further actions: retry the failed mails, remind people, duplicate the campaign, export all recipients. */
export function AfterMenu({ campaign }: { campaign: Campaign }) {
  const { id: campaignId, status, reminderOf, mayLaunch } = campaign;
  const runner = useQueryRunner();
  const router = useRouter();
  const retryFailed = useCall(api.campaigns.retryFailed);
  const remind = useCall(api.campaigns.remind);
  const noteExport = useCall(api.recipients.noteExport);
  const { isRunning, attempt } = useAttempt(messages.FAILED);
  const { failed } = funnelOf(campaign.counts);
  const [isDuplicating, duplicating] = useDisclosure();

  const open = (id: CampaignId) => router.push(`/admin/campaigns/${id}`);

  async function retry() {
    await retryFailed({ campaignId });
    notifications.show({ message: messages.retrying(failed) });
  }

  /** Records the export in the audit log before it starts. */
  async function exportAll() {
    await noteExport({ campaignId });
    await exportCampaign(runner, campaign);
  }

  return (
    <>
      <DuplicateDialog campaign={campaign} opened={isDuplicating} onClose={duplicating.close} />
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <Button variant="default" loading={isRunning}>
            {messages.MORE}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {status === "sent" && failed > 0 && mayLaunch ? (
            <Menu.Item onClick={() => void attempt(retry)}>{messages.retry(failed)}</Menu.Item>
          ) : null}
          {status === "sent" && !reminderOf ? (
            <Menu.Item onClick={() => void attempt(async () => open(await remind({ campaignId })))}>
              {messages.REMIND}
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={duplicating.open}>{messages.DUPLICATE}</Menu.Item>
          {mayLaunch ? <Menu.Item onClick={() => void attempt(exportAll)}>{EXPORT_CSV}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
