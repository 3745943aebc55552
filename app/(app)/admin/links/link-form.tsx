"use client";

import { Alert, Button, Input, Radio, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import styles from "../admin.module.css";
import { describeFailure } from "../_shared/failure";
import { INITIAL, LIFETIMES, type LinkValues, toMintArgs, validate, type MintArgs } from "./link-values";
import { ProfileFields } from "./profile-fields";

/** Asks what a link needs. `mint` makes it, and throws what the server refused. */
export function LinkForm({ mint }: { mint: (args: MintArgs) => Promise<void> }) {
  const form = useForm<LinkValues>({ initialValues: INITIAL, validate });
  const [isMinting, setIsMinting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(values: LinkValues) {
    setIsMinting(true);
    setProblem(null);
    try {
      await mint(toMintArgs(values));
    } catch (error) {
      refuse(describeFailure(error));
    } finally {
      setIsMinting(false);
    }
  }

  /** The server is the judge of addresses: what it says of one stands at its field. */
  function refuse(message: string) {
    if (!message.startsWith("email ")) return setProblem(message);
    form.setFieldError("email", "That is not an email address.");
    form.getInputNode("email")?.focus();
  }

  return (
    <form
      noValidate
      onSubmit={form.onSubmit(submit, (errors) => form.getInputNode(Object.keys(errors)[0] ?? "")?.focus())}
    >
      <Stack gap="md">
        {problem === null ? null : (
          <Alert color="red" title="The link was not made" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput
          label="Email"
          description="Any sign-in link made for this address before stops working."
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
        <Input.Wrapper label="How long it works" labelElement="div">
          <SegmentedControl
            aria-label="How long it works"
            className={styles.choice}
            fullWidth
            data={LIFETIMES}
            {...form.getInputProps("minutes")}
          />
        </Input.Wrapper>
        <Radio.Group label="What happens with it" {...form.getInputProps("handover")}>
          <Stack gap="sm" mt="xs">
            <Radio
              value="mail"
              label="Mail it to them"
              description="Following it proves that the address is theirs."
            />
            <Radio
              value="show"
              label="Show me the link"
              description="You hand it over yourself. It proves nothing about the address."
            />
          </Stack>
        </Radio.Group>
        <ProfileFields form={form} />
        <Button type="submit" loading={isMinting} w="fit-content" ml="auto">
          {form.values.handover === "mail" ? "Mail the link" : "Make the link"}
        </Button>
      </Stack>
    </form>
  );
}
