"use client";

import { Button, FileButton, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import type { Scheme } from "@/lib/brand/accent";
import * as messages from "@/lib/messages/brand";
import { useCall } from "../../use-call";
import { FormProblem } from "../_shared/form-problem";
import { useSubmit } from "../_shared/use-submit";
import styles from "./brand.module.css";
import { schemeColors } from "./scheme-colors";
import { toPng } from "./to-png";

export type LogoFieldProps = {
  scheme: Scheme;
  label: string;
  hint: string;
  /** The logo that pages show now. */
  url: string | null;
  /** Whether an admin has uploaded it, so that it can be removed here. */
  isSaved: boolean;
};

export function LogoField({ scheme, label, hint, url, isSaved }: LogoFieldProps) {
  const setLogo = useCall(api.brand.setLogo);
  const clearLogo = useCall(api.brand.clearLogo);
  const { submit, isSending, problem } = useSubmit();

  const upload = (file: File | null) =>
    file &&
    submit(async () => {
      await setLogo({ scheme, png: await toPng(file) });
      notifications.show({ message: messages.LOGO_SAVED });
    });
  const remove = () =>
    submit(async () => {
      await clearLogo({ scheme });
      notifications.show({ message: messages.LOGO_REMOVED });
    });

  return (
    <div role="group" aria-label={label}>
      <Text fw={500} size="sm">
        {label}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {hint}
      </Text>
      <div className={styles.logo} style={schemeColors(scheme)}>
        {url === null ? (
          messages.NO_LOGO
        ) : (
          <picture>
            <img src={url} alt={label} />
          </picture>
        )}
      </div>
      <Group gap="xs" mt="xs">
        <FileButton accept="image/png,image/jpeg,image/webp,image/svg+xml" onChange={upload}>
          {(props) => (
            <Button {...props} variant="default" size="sm" loading={isSending}>
              {messages.CHOOSE_LOGO}
            </Button>
          )}
        </FileButton>
        {isSaved ? (
          <Button variant="subtle" size="sm" onClick={remove} aria-disabled={isSending || undefined}>
            {messages.REMOVE_LOGO}
          </Button>
        ) : null}
      </Group>
      <FormProblem title={messages.LOGO_NOT_SAVED} problem={problem} />
    </div>
  );
}
