"use client";

import { Button, Text, Title } from "@mantine/core";
import { ConvexError } from "convex/values";
import { useEffect } from "react";
import { leave } from "./session-watch";
import styles from "./page.module.css";

/** A page that failed, inside the frame that did not. A session ended elsewhere is no error: the way is to /login. */
export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  const isSignedOut =
    error instanceof ConvexError && (error.data as { code?: string }).code === "unauthenticated";
  useEffect(() => {
    if (isSignedOut) leave();
  }, [isSignedOut]);
  if (isSignedOut) return null;
  return (
    <div className={styles.card} role="alert">
      <Title order={1} size={22}>
        This page could not be loaded
      </Title>
      <Text c="dimmed" mt={4} mb="lg">
        Something went wrong on our side, or the connection was lost. Nothing of yours is.
      </Text>
      <Button onClick={() => retry()}>Try again</Button>
    </div>
  );
}
