"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/api-keys";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { KeyForm } from "./key-form";
import { NewKey } from "./new-key";

/**
 * A dialog with the form for a new key. Then the dialog shows the key instead of the form. The key is shown only once,
 * and is discarded when the dialog is closed.
 */
export function MakeKey({ siteUrl }: { siteUrl: string }) {
  const create = useCall(api.apiKeys.create);
  const [isOpen, { open, close }] = useDisclosure();
  const [key, setKey] = useState<string | null>(null);

  /**
   * Also discards the last key, because `onClosed` is not called if the dialog is reopened before it has closed
   * completely.
   */
  function start() {
    setKey(null);
    open();
  }

  return (
    <>
      <Button onClick={start}>{messages.CREATE_A_KEY}</Button>
      <Dialog
        opened={isOpen}
        onClose={close}
        onClosed={() => setKey(null)}
        title={key === null ? messages.CREATE_A_KEY : messages.COPY_NOW}
        size="lg"
      >
        {key === null ? (
          <KeyForm create={async (name) => setKey((await create({ name })).key)} />
        ) : (
          <NewKey apiKey={key} siteUrl={siteUrl} />
        )}
      </Dialog>
    </>
  );
}
