"use client";

import { SegmentedControl, Text, Title } from "@mantine/core";
import { useState } from "react";
import * as messages from "@/lib/messages/campaign-audience";
import { FROM_A_LIST, FROM_CAMPAIGNS, SOURCE } from "@/lib/messages/earlier-people";
import page from "../../../../page.module.css";
import { ImportSteps } from "../../../_shared/import/import-steps";
import type { Campaign } from "../../types";
import styles from "./audience.module.css";
import { AudienceList } from "./audience-list";
import { Columns } from "./columns";
import { CopyProgress } from "./copy-progress";
import { EarlierPeople } from "./earlier-people";
import { IMPORT_MESSAGES } from "./import-messages";
import { ListNotices } from "./list-notices";
import { useAudienceCopy } from "./use-audience-copy";
import type { AudienceHandle } from "./use-audience-import";

export type AudiencePanelProps = { campaign: Campaign; audience: AudienceHandle };

type Source = "list" | "campaigns";

/** Shows the ways to add people, and below them the current audience. */
export function AudiencePanel({ campaign, audience }: AudiencePanelProps) {
  const [source, setSource] = useState<Source>("list");
  const copy = useAudienceCopy(campaign.id);
  const isCopying = copy !== null && !copy.isOver;
  const isImporting = audience.state.kind !== "idle" && audience.state.kind !== "reading";
  return (
    <div className={styles.panel}>
      {copy === null ? null : <CopyProgress campaignId={campaign.id} copy={copy} />}
      {isCopying ? null : (
        <section className={page.card} aria-label={messages.ADD_PEOPLE}>
          {isImporting ? null : <SourceChoice value={source} onChange={setSource} />}
          {isImporting || source === "list" ? (
            <ListImport audience={audience} />
          ) : (
            <EarlierPeople campaign={campaign} />
          )}
        </section>
      )}
      <AudienceList campaign={campaign} isGrowing={isCopying || audience.state.kind === "uploading"} />
    </div>
  );
}

function SourceChoice({ value, onChange }: { value: Source; onChange: (source: Source) => void }) {
  return (
    <SegmentedControl
      className={styles.source}
      aria-label={SOURCE}
      value={value}
      onChange={onChange}
      data={[
        { value: "list", label: FROM_A_LIST },
        { value: "campaigns", label: FROM_CAMPAIGNS },
      ]}
    />
  );
}

function ListImport({ audience: { list, state } }: Pick<AudiencePanelProps, "audience">) {
  const read = state.kind === "read" ? state : null;
  return (
    <ImportSteps
      list={list}
      state={state}
      messages={IMPORT_MESSAGES}
      intro={<Intro />}
      columns={read ? <Columns list={list} state={read} /> : null}
      notices={read?.check ? <ListNotices check={read.check} mapping={read.mapping} /> : null}
      onEnd={() => list.reset()}
    />
  );
}

function Intro() {
  return (
    <div>
      <Title order={2} size={20}>
        {messages.ADD_PEOPLE}
      </Title>
      <Text c="dimmed">{messages.ADD_PEOPLE_HINT}</Text>
    </div>
  );
}
