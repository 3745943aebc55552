"use client";

import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import { writtenFooterLinks } from "@/lib/brand/footer-links";
import { MAX_NAME } from "@/lib/brand/name";
import * as messages from "@/lib/messages/brand";
import page from "../../page.module.css";
import { useCall } from "../../use-call";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";
import { AccentFields } from "./accent-fields";

export type Settings = FunctionReturnType<typeof api.brand.settings>;

/** Empty fields mean the values of the environment, which are shown as examples. */
export function BrandForm({ settings: { saved, environment, brand, from } }: { settings: Settings }) {
  const save = useCall(api.brand.save);
  const form = useForm({
    initialValues: {
      name: saved.name ?? "",
      accent: saved.accent ?? "",
      accentDark: saved.accentDark ?? "",
      senderName: saved.senderName ?? "",
      postalAddress: saved.postalAddress ?? "",
      supportEmail: saved.supportEmail ?? "",
      footerLinks: writtenFooterLinks(saved.footerLinks ?? []),
    },
  });
  const { isSending, problem, onSubmit } = useFormSubmit(form);

  return (
    <form
      noValidate
      className={page.card}
      onSubmit={onSubmit(async (values) => {
        await save(values);
        notifications.show({ message: messages.SAVED });
      })}
    >
      <Stack gap="md">
        <TextInput
          label={messages.NAME}
          description={messages.NAME_HINT}
          placeholder={brand.name}
          autoComplete="off"
          maxLength={MAX_NAME}
          {...form.getInputProps("name")}
        />
        <AccentFields
          values={form.values}
          usual={brand.accent}
          light={form.getInputProps("accent")}
          dark={form.getInputProps("accentDark")}
        />
        <TextInput
          label={messages.SENDER_NAME}
          description={messages.senderHint(from)}
          autoComplete="off"
          maxLength={MAX_NAME}
          {...form.getInputProps("senderName")}
        />
        <Textarea
          label={messages.POSTAL_ADDRESS}
          description={messages.POSTAL_ADDRESS_HINT}
          placeholder={environment.postalAddress ?? ""}
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps("postalAddress")}
        />
        <TextInput
          label={messages.SUPPORT_EMAIL}
          description={messages.SUPPORT_EMAIL_HINT}
          placeholder={environment.supportEmail ?? ""}
          type="email"
          autoComplete="off"
          {...form.getInputProps("supportEmail")}
        />
        <Textarea
          label={messages.FOOTER_LINKS}
          description={messages.FOOTER_LINKS_HINT}
          placeholder={writtenFooterLinks(environment.footerLinks ?? []) || messages.FOOTER_LINKS_EXAMPLE}
          autosize
          minRows={2}
          {...form.getInputProps("footerLinks")}
        />
        <FormProblem title={messages.NOT_SAVED} problem={problem} />
        <div>
          <Button type="submit" loading={isSending}>
            {messages.SAVE}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
