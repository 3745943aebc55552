"use client";

import { Button, Input, Radio, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import styles from "../_shared/admin.module.css";
import { NOT_AN_ADDRESS } from "../_shared/email-problem";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";
import { INITIAL, LIFETIMES, type LinkValues, toMintArgs, validate, type MintArgs } from "./link-values";
import { ProfileFields } from "./profile-fields";

/** The form for a link. `mint` makes it, and throws the server's refusal. */
export function LinkForm({ mint }: { mint: (args: MintArgs) => Promise<void> }) {
  const form = useForm<LinkValues>({ initialValues: INITIAL, validate });
  const { isSending, problem, onSubmit } = useFormSubmit(form, { email: NOT_AN_ADDRESS });
  return (
    <form noValidate onSubmit={onSubmit((values) => mint(toMintArgs(values)))}>
      <Stack gap="md">
        <TextInput
          label="Email"
          description="Earlier sign-in links for this address stop working."
          type="email"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps("email")}
        />
        <TextInput
          label="Name"
          description="For somebody who is new here."
          autoComplete="off"
          maxLength={200}
          {...form.getInputProps("name")}
        />
        <TextInput
          label="Where to land"
          description="A path on this site."
          autoComplete="off"
          {...form.getInputProps("next")}
        />
        <Input.Wrapper label="Expires after" labelElement="div">
          <SegmentedControl
            aria-label="Expires after"
            className={styles.choice}
            fullWidth
            data={LIFETIMES}
            {...form.getInputProps("minutes")}
          />
        </Input.Wrapper>
        <Radio.Group label="How they get it" {...form.getInputProps("handover")}>
          <Stack gap="sm" mt="xs">
            <Radio value="mail" label="Email it to them" description="Opening it verifies their address." />
            <Radio
              value="show"
              label="Show me the link"
              description="You pass it on yourself. It does not verify their address."
            />
          </Stack>
        </Radio.Group>
        <ProfileFields form={form} />
        <DialogActions>
          <FormProblem title="The link was not made" problem={problem} />
          <Button type="submit" loading={isSending}>
            {form.values.handover === "mail" ? "Mail the link" : "Make the link"}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
