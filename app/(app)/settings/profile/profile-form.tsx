"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { type Preloaded } from "convex/react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/settings";
import page from "../../page.module.css";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { useAccount } from "../../use-live";
import styles from "../settings.module.css";
import { ChangeEmail } from "./change-email";

const MAX_NAME_LENGTH = 200;

export function ProfileForm({ account }: { account: Preloaded<typeof api.users.current> }) {
  const user = useAccount(account);
  const update = useCall(api.profile.update);
  const { isRunning: isSaving, attempt } = useAttempt(messages.NOT_SAVED);
  const form = useForm({ initialValues: { name: user?.name ?? "" } });

  async function save({ name }: { name: string }) {
    if (isSaving) return;
    if (await attempt(() => update({ name }))) notifications.show({ message: messages.SAVED });
  }

  return (
    <form className={`${page.card} ${styles.narrow}`} onSubmit={form.onSubmit(save)}>
      <Stack gap="md">
        <TextInput
          label={messages.NAME}
          autoComplete="name"
          maxLength={MAX_NAME_LENGTH}
          {...form.getInputProps("name")}
        />
        <TextInput
          label={messages.EMAIL}
          description={messages.WHERE_LINKS_GO}
          autoComplete="email"
          value={user?.email ?? ""}
          readOnly
          classNames={{ input: styles.fixed }}
        />
        <ChangeEmail />
        {/* The button is never disabled, because a disabled button would lose the keyboard focus. */}
        <Button type="submit" aria-disabled={isSaving || undefined} className={styles.save}>
          {isSaving ? messages.SAVING : messages.SAVE}
        </Button>
      </Stack>
    </form>
  );
}
