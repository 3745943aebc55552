"use client";

import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/templates";
import { useAttempt } from "../../../use-attempt";
import { useCall } from "../../../use-call";
import { showUndo } from "../../_shared/show-undo";
import { NameDialog } from "./name-dialog";
import type { TemplateRow } from "./types";

/** Deleting needs no question, because it can be undone. */
export function TemplateActions({ template: { id: templateId, name } }: { template: TemplateRow }) {
  const router = useRouter();
  const start = useCall(api.templates.start);
  const rename = useCall(api.templates.rename);
  const remove = useCall(api.templates.remove);
  const restore = useCall(api.templates.restore);
  const starting = useAttempt(messages.NOT_CREATED);
  const removing = useAttempt(messages.NOT_DELETED);
  const [isRenaming, { open, close }] = useDisclosure();

  async function removeIt() {
    await remove({ templateId });
    showUndo(messages.deleted(name), () => restore({ templateId }));
  }

  return (
    <Group gap="xs" justify="flex-end">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={messages.newCampaignFrom(name)}
        loading={starting.isRunning}
        onClick={() =>
          void starting.attempt(async () => router.push(`/admin/campaigns/${await start({ templateId })}`))
        }
      >
        {messages.NEW_CAMPAIGN}
      </Button>
      <Button size="compact-sm" variant="default" aria-label={messages.rename(name)} onClick={open}>
        {messages.RENAME}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={messages.deleteTemplate(name)}
        loading={removing.isRunning}
        onClick={() => void removing.attempt(removeIt)}
      >
        {messages.DELETE}
      </Button>
      <NameDialog
        opened={isRenaming}
        onClose={close}
        title={messages.RENAME_TEMPLATE}
        action={messages.RENAME}
        failed={messages.NOT_RENAMED}
        initialName={name}
        save={(newName) => rename({ templateId, name: newName })}
      />
    </Group>
  );
}
