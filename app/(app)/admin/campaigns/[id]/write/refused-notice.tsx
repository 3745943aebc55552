"use client";

import { Alert } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";

/** Links and images that the mail would leave out: pointed out while there is time to correct their addresses. */
export function RefusedNotice({ body }: { body: string }) {
  const refused = useRefused(body);
  if (refused.length === 0) return null;
  return (
    <Alert color="brass" title="The mail leaves out these addresses" role="status">
      {refused.map((address) => (
        <div key={address} style={{ overflowWrap: "anywhere" }}>
          {address === "" ? "an empty address" : <code>{address}</code>}
        </div>
      ))}
      A link needs an address that begins with http:, https: or mailto:, an image one that begins with http:
      or https:. It may hold no user name, and no variable before the path.
    </Alert>
  );
}

function useRefused(body: string): readonly string[] {
  const [settled] = useDebouncedValue(body, 400);
  const [refused, setRefused] = useState<readonly string[]>([]);
  useEffect(() => {
    let isCurrent = true;
    findRefused(settled).then(
      (found) => isCurrent && setRefused(found),
      // The code could not be fetched. The notice only helps: the mail is the same without it.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [settled]);
  return refused;
}

/** The Markdown parser is fetched for the first message that has any text. */
async function findRefused(body: string): Promise<readonly string[]> {
  if (body.trim() === "") return [];
  const { refusedInMessage } = await import("@/emails/draft-checks");
  return refusedInMessage(body, window.location.origin);
}
