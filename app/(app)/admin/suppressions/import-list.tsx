"use client";

import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { Dialog } from "../_shared/dialog";

/** It includes the worker and the dropzone, so it is loaded when it is first opened. */
const ImportAddresses = dynamic(() => import("./import-addresses").then((file) => file.ImportAddresses), {
  ssr: false,
  loading: () => <Skeleton height={320} radius={10} />,
});

export function ImportList() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        Import a list
      </Button>
      <Dialog opened={isOpen} onClose={close} title="Import a list" size="lg">
        <ImportAddresses onDone={close} />
      </Dialog>
    </>
  );
}
