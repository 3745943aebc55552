"use client";

import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import dynamic from "next/dynamic";
import * as messages from "@/lib/messages/suppressions";
import { Dialog } from "../_shared/dialog";

/** Loaded when the dialog is first opened, because it includes the worker and the dropzone. */
const ImportAddresses = dynamic(() => import("./import-addresses").then((file) => file.ImportAddresses), {
  ssr: false,
  loading: () => <Skeleton height={320} radius={10} />,
});

export function ImportList() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        {messages.IMPORT_A_LIST}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={messages.IMPORT_A_LIST} size="lg">
        <ImportAddresses onDone={close} />
      </Dialog>
    </>
  );
}
