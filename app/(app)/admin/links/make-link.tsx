"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/sign-in-links";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { LinkForm } from "./link-form";
import type { MintArgs } from "./link-values";
import { type Minted, MintedLink } from "./minted-link";

/**
 * A dialog with the form for a new link. Then the dialog shows the link instead of the form. The link is shown only
 * once, and is discarded when the dialog is closed.
 */
export function MakeLink() {
  const create = useCall(api.loginLinks.create);
  const [isOpen, { open, close }] = useDisclosure();
  const [minted, setMinted] = useState<Minted | null>(null);

  /**
   * Also discards the last link, because `onClosed` is not called if the dialog is reopened before it has closed
   * completely.
   */
  function start() {
    setMinted(null);
    open();
  }

  async function mint(args: MintArgs) {
    const { url, expiresAt } = await create(args);
    if (url !== null) return setMinted({ email: args.email, url, expiresAt });
    close();
    notifications.show({ message: messages.onItsWay(args.email) });
  }

  return (
    <>
      <Button onClick={start}>{messages.MAKE_A_LINK}</Button>
      <Dialog
        opened={isOpen}
        onClose={close}
        onClosed={() => setMinted(null)}
        title={minted ? messages.COPY_NOW : messages.MAKE_A_LINK}
        size="lg"
      >
        {minted ? <MintedLink minted={minted} /> : <LinkForm mint={mint} />}
      </Dialog>
    </>
  );
}
