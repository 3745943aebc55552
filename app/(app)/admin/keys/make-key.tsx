"use client";

import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { KeyForm } from "./key-form";
import { NewKey } from "./new-key";

/** The form, and in its place the key: shown this once, and forgotten when the dialog is closed. */
export function MakeKey({ siteUrl }: { siteUrl: string }) {
  const create = useMutation(api.apiKeys.create);
  const [isOpen, { open, close }] = useDisclosure();
  const [key, setKey] = useState<string | null>(null);

  return (
    <>
      <Button onClick={open}>Create a key</Button>
      <Modal
        opened={isOpen}
        onClose={close}
        onExitTransitionEnd={() => setKey(null)}
        title={key === null ? "Create a key" : "Take the key now"}
        size="lg"
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {key === null ? (
          <KeyForm create={async (name) => setKey((await create({ name })).key)} />
        ) : (
          <NewKey apiKey={key} siteUrl={siteUrl} onDone={close} />
        )}
      </Modal>
    </>
  );
}
