"use client";

import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useDisclosure } from "@mantine/hooks";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/templates";
import { useCall } from "../../../../../use-call";
import { showUndo } from "../../../../_shared/show-undo";
import { NameDialog } from "../../../templates/name-dialog";
import type { Campaign } from "../../../types";
import type { Draft, DraftHandle } from "../../use-draft";
import { FillDialog } from "./fill-dialog";

type Texts = Pick<Draft, "subject" | "preheader" | "body" | "buttonLabel">;

export type TemplateButtonsProps = { campaign: Campaign; draft: DraftHandle };

/** Fills the draft from a template, or saves its message as one. */
export function TemplateButtons({ campaign, draft }: TemplateButtonsProps) {
  const create = useCall(api.templates.create);
  const [isFilling, filling] = useDisclosure();
  const [isSaving, saving] = useDisclosure();

  async function save(name: string) {
    await draft.flush();
    await create({ campaignId: campaign.id, name });
    notifications.show({ message: messages.saved(name) });
  }

  function fill(name: string, texts: Texts) {
    const { subject, preheader, body, buttonLabel } = draft.values;
    draft.change(texts);
    showUndo(messages.filled(name), () => draft.change({ subject, preheader, body, buttonLabel }));
  }

  return (
    <Group gap="xs">
      <Button variant="default" size="compact-sm" onClick={filling.open}>
        {messages.FILL}
      </Button>
      <Button variant="default" size="compact-sm" onClick={saving.open}>
        {messages.SAVE_AS}
      </Button>
      <FillDialog opened={isFilling} onClose={filling.close} onFill={fill} />
      <NameDialog
        opened={isSaving}
        onClose={saving.close}
        title={messages.SAVE_AS}
        hint={messages.SAVE_HINT}
        action={messages.SAVE}
        failed={messages.NOT_SAVED}
        initialName={draft.values.name}
        save={save}
      />
    </Group>
  );
}
