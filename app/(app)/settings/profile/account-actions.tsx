"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import page from "../../page.module.css";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { useOwn } from "../../use-own";
import styles from "../settings.module.css";
import { DeleteAccount } from "./delete-account";
import { DownloadData } from "./download-data";

/** Actions on the account as a whole. */
export function AccountActions() {
  return (
    <section className={`${page.card} ${page.part} ${styles.narrow}`} aria-labelledby="your-data">
      <h2 id="your-data">Your data</h2>
      <Text c="dimmed">
        Download all data that we have about you, or delete your account. It is deleted after one week.
      </Text>
      <Leaving />
      <Group gap="sm">
        <DownloadData />
        <DeleteAccount />
      </Group>
    </section>
  );
}

/** An account that is about to be deleted can be kept. */
function Leaving() {
  const deletionAt = useOwn(api.account.deletionAt);
  const cancel = useCall(api.account.cancelDeletion);
  const { isRunning, attempt } = useAttempt("Not kept");
  if (deletionAt === undefined || deletionAt === null) return null;
  return (
    <Alert color="red" title={`This account is deleted on ${inWords(deletionAt)}`}>
      <Stack gap="sm" align="start">
        Until then you can sign in and change your mind.
        <Button loading={isRunning} onClick={() => void attempt(() => cancel({}))}>
          Keep my account
        </Button>
      </Stack>
    </Alert>
  );
}

const inWords = (at: number) =>
  new Date(at).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
