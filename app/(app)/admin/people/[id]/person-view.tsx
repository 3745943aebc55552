"use client";

import { Stack } from "@mantine/core";
import { type Preloaded } from "convex/react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/person";
import { NothingHere } from "../../../nothing-here";
import { PageHeader } from "../../../page-header";
import { useLive } from "../../../use-live";
import { useMinute } from "../../links/use-minute";
import { useOwn } from "../../../use-own";
import { PersonAccount } from "./person-account";
import { PersonActions } from "./person-actions";
import { PersonCampaigns } from "./person-campaigns";
import { PersonStatus } from "./person-status";

export type PersonViewProps = {
  id: string;
  preloaded: Preloaded<typeof api.person.get>;
  isAdmin: boolean;
  initialMinute: number;
};

/** One person, live: what marketers may see, and for admins also the account, links and audit rows. */
export function PersonView({ id, preloaded, isAdmin, initialMinute }: PersonViewProps) {
  const person = useLive(preloaded);
  const account = useOwn(api.person.account, isAdmin ? { id } : "skip") ?? null;
  const minute = useMinute(initialMinute);
  if (!person) return <NothingHere href="/admin/campaigns">{messages.BACK}</NothingHere>;
  return (
    <>
      <PageHeader
        title={person.email}
        description={messages.DESCRIPTION}
        actions={
          isAdmin ? <PersonActions id={id} email={person.email} isYou={account?.isYou ?? true} /> : null
        }
      />
      <Stack gap="xl">
        <PersonStatus person={person} account={account} />
        <PersonCampaigns id={id} minute={minute} />
        {account === null ? null : <PersonAccount account={account} minute={minute} />}
      </Stack>
    </>
  );
}
