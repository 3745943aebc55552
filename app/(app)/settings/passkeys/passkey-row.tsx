"use client";

import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
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
  return (
    <li className={styles.session}>
      <div>
        <div className={styles.device}>
          {name}
          <span className={badge.quiet}>{isBackedUp ? "Synced" : "On one device"}</span>
          {isCopied ? <span className={badge.badge}>May have been copied: remove it</span> : null}
        </div>
        <div className={styles.details}>
          added <When at={createdAt} /> ·{" "}
          {lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              last used <When at={lastUsedAt} />
            </>
          )}
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
    notifications.show({ message: "You can no longer sign in with this passkey." });
  }

  return (
    <>
      <Button variant="default" size="sm" aria-label={`Remove ${name}`} onClick={open}>
        Remove
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={`Remove ${name}?`}
        action="Remove the passkey"
        keep="Keep it"
        failed="Not removed"
        run={run}
      >
        You can no longer sign in with it. Your device may still offer it, so delete it there too.
      </ConfirmDialog>
    </>
  );
}
