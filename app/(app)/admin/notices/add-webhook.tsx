"use client";

import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { DONE } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/campaign-notices";
import { useCall } from "../../use-call";
import { Copyable } from "../_shared/copyable";
import { Dialog } from "../_shared/dialog";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";

/** A dialog with the form for a webhook. Then it shows the signing secret, once. */
export function AddWebhook() {
  const create = useCall(api.webhooks.create);
  const [isOpen, { open, close }] = useDisclosure();
  const [secret, setSecret] = useState<string | null>(null);

  function start() {
    setSecret(null);
    open();
  }

  return (
    <>
      <Button onClick={start}>{messages.ADD}</Button>
      <Dialog
        opened={isOpen}
        onClose={close}
        onClosed={() => setSecret(null)}
        title={secret === null ? messages.ADD : messages.SECRET_TITLE}
      >
        {secret === null ? (
          <WebhookForm create={async (url) => setSecret((await create({ url })).secret)} />
        ) : (
          <Stack gap="md">
            <Text>{messages.SECRET_HINT}</Text>
            <Copyable label={messages.SECRET} action={messages.COPY_SECRET} value={secret} isFirst />
            <DialogActions cancel={DONE} />
          </Stack>
        )}
      </Dialog>
    </>
  );
}

/** `create` adds the webhook, and throws the server's error. */
function WebhookForm({ create }: { create: (url: string) => Promise<void> }) {
  const form = useForm({ initialValues: { url: "" } });
  const { isSending, problem, onSubmit } = useFormSubmit(form);
  return (
    <form noValidate onSubmit={onSubmit(({ url }) => create(url.trim()))}>
      <Stack gap="md">
        <TextInput
          label={messages.URL_LABEL}
          description={messages.URL_HINT}
          type="url"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps("url")}
        />
        <DialogActions>
          <FormProblem title={messages.NOT_ADDED} problem={problem} />
          <Button type="submit" loading={isSending}>
            {messages.ADD}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
