"use client";

import { TextInput } from "@mantine/core";
import { parseEmailAddress } from "@latchkey/login-links/http";
import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { domainOf, parseSender } from "@/lib/brand/sender";
import * as messages from "@/lib/messages/campaign-sender";
import { useActionCall } from "../../../../use-call";
import { useOwn } from "../../../../use-own";
import type { Campaign } from "../../types";
import { shownFrom } from "../shown-from";
import type { DraftHandle } from "../use-draft";
import styles from "./write.module.css";

export type SenderFieldsProps = { campaign: Campaign; draft: DraftHandle };

/** The name and the address of the sender. Empty fields mean the usual sender, which is shown as an example. */
export function SenderFields({ campaign, draft: { values, change, flush } }: SenderFieldsProps) {
  const usual = parseSender(shownFrom(campaign, {}));
  const address = useAddress(values.fromAddress, (fromAddress) => change({ fromAddress }));
  return (
    <div className={styles.pair}>
      <TextInput
        label={messages.FROM_NAME}
        placeholder={usual.name}
        autoComplete="off"
        maxLength={60}
        value={values.fromName}
        error={/[<>"\\]/.test(values.fromName) ? messages.WRONG_NAME : null}
        onChange={({ currentTarget }) => change({ fromName: currentTarget.value })}
        onBlur={() => void flush()}
      />
      <TextInput
        label={messages.FROM_ADDRESS}
        description={address.hint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        placeholder={usual.address}
        inputMode="email"
        autoComplete="off"
        maxLength={254}
        value={address.typed}
        error={address.problem}
        onChange={({ currentTarget }) => address.type(currentTarget.value)}
        onBlur={() => void flush()}
      />
    </div>
  );
}

/** The text of the field. Only an address that can be used is passed on, so that autosave is never refused. */
function useAddress(saved: string, onChange: (address: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  const found = useOwn(api.campaignSenders.domains);
  const refresh = useActionCall(api.campaignSenders.refresh);
  useEffect(() => {
    // If the provider cannot be asked, the last answer stays.
    refresh({}).catch(() => undefined);
  }, [refresh]);
  const typed = draft ?? saved;
  const problem = problemOf(typed.trim(), found?.domains);
  return {
    typed,
    problem,
    hint: found && hintOf(found),
    type(text: string) {
      const isUsable = problemOf(text.trim(), found?.domains) === null;
      setDraft(isUsable ? null : text);
      if (isUsable) onChange(text.trim().toLowerCase());
    },
  };
}

function problemOf(typed: string, domains: readonly string[] | undefined): string | null {
  if (typed === "") return null;
  const email = parseEmailAddress(typed);
  if (email === null) return messages.NOT_AN_ADDRESS;
  return domains?.includes(domainOf(email)) === false ? messages.notVerified(domainOf(email)) : null;
}

const hintOf = ({ domains, error }: { domains: string[]; error: string | null }) =>
  error === null || domains.length > 1 ? messages.anyAddressAt(domains) : messages.ONLY_USUAL;
