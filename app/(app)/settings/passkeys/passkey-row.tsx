"use client";

import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/passkeys";
import { Sentence } from "../../../ui/sentence";
import badge from "../../badge.module.css";
import { ConfirmDialog } from "../../admin/_shared/confirm-dialog";
import { forgetInBrowser } from "../../passkeys/tell-browser";
import { useCall } from "../../use-call";
import { When } from "../../when";
import styles from "../settings.module.css";
import type { PasskeyInList } from "./passkey-in-list";
import { RenamePasskey } from "./rename-passkey";

type RowProps = { passkey: PasskeyInList; rpId: string };

export function PasskeyRow({ passkey, rpId }: RowProps) {
  const { name, createdAt, lastUsedAt, isBackedUp, isCopied } = passkey;
  const added = <When at={createdAt} />;
  return (
    <li className={styles.session}>
      <div>
        <div className={styles.device}>
          {name}
          <span className={badge.quiet}>{isBackedUp ? messages.SYNCED : messages.ON_ONE_DEVICE}</span>
          {isCopied ? <span className={badge.badge}>{messages.MAY_BE_COPIED}</span> : null}
        </div>
        <div className={styles.details}>
          <Sentence
            parts={
              lastUsedAt === null
                ? messages.neverUsed(added)
                : messages.lastUsed(added, <When at={lastUsedAt} />)
            }
          />
        </div>
      </div>
      <Group gap="sm">
        <RenamePasskey passkey={passkey} />
        <RemovePasskey passkey={passkey} rpId={rpId} />
      </Group>
    </li>
  );
}

function RemovePasskey({ passkey: { id, name, credentialId }, rpId }: RowProps) {
  const [isOpen, { open, close }] = useDisclosure();
  const remove = useCall(api.passkeys.remove);

  async function run() {
    await remove({ passkeyId: id });
    forgetInBrowser({ rpId, credentialId });
    notifications.show({ message: messages.REMOVED });
  }

  return (
    <>
      <Button variant="default" size="sm" aria-label={messages.remove(name)} onClick={open}>
        {messages.REMOVE}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={messages.removeIt(name)}
        action={messages.REMOVE_PASSKEY}
        keep={messages.KEEP}
        failed={messages.NOT_REMOVED}
        run={run}
      >
        {messages.DELETE_IT_THERE_TOO}
      </ConfirmDialog>
    </>
  );
}
