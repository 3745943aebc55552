"use client";

import { Button, Input, Radio, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { NOT_AN_ADDRESS } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/sign-in-links";
import styles from "../_shared/admin.module.css";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";
import { INITIAL, LIFETIMES, type LinkValues, toMintArgs, validate, type MintArgs } from "./link-values";
import { ProfileFields } from "./profile-fields";

/** The form for a sign-in link. `mint` creates the link, and throws the server's error. */
export function LinkForm({ mint }: { mint: (args: MintArgs) => Promise<void> }) {
  const form = useForm<LinkValues>({ initialValues: INITIAL, validate });
  const { isSending, problem, onSubmit } = useFormSubmit(form, { email: NOT_AN_ADDRESS });
  return (
    <form noValidate onSubmit={onSubmit((values) => mint(toMintArgs(values)))}>
      <Stack gap="md">
        <TextInput
          label={messages.EMAIL}
          description={messages.EMAIL_HINT}
          type="email"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps("email")}
        />
        <TextInput
          label={messages.NAME}
          description={messages.NAME_HINT}
          autoComplete="off"
          maxLength={200}
          {...form.getInputProps("name")}
        />
        <TextInput
          label={messages.PAGE}
          description={messages.PAGE_HINT}
          autoComplete="off"
          {...form.getInputProps("next")}
        />
        <Input.Wrapper label={messages.EXPIRES_AFTER} labelElement="div">
          <SegmentedControl
            aria-label={messages.EXPIRES_AFTER}
            className={styles.choice}
            fullWidth
            data={LIFETIMES}
            {...form.getInputProps("minutes")}
          />
        </Input.Wrapper>
        <Radio.Group label={messages.DELIVERY} {...form.getInputProps("handover")}>
          <Stack gap="sm" mt="xs">
            <Radio value="mail" label={messages.BY_MAIL} description={messages.BY_MAIL_HINT} />
            <Radio value="show" label={messages.BY_HAND} description={messages.BY_HAND_HINT} />
          </Stack>
        </Radio.Group>
        <ProfileFields form={form} />
        <DialogActions>
          <FormProblem title={messages.NOT_MADE} problem={problem} />
          <Button type="submit" loading={isSending}>
            {form.values.handover === "mail" ? messages.EMAIL_THE_LINK : messages.MAKE_THE_LINK}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
