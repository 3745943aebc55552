import { Alert } from "@mantine/core";

/** A launch freezes the audience: half a list would be left outside. */
export function StillUploading({ isUploading }: { isUploading: boolean }) {
  if (!isUploading) return null;
  return (
    <Alert color="brass" title="Recipients are still being added" role="status" my="md">
      Wait for the list to be in, or stop it under Audience.
    </Alert>
  );
}
