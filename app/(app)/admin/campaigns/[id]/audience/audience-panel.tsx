"use client";

import { Text, Title } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-audience";
import page from "../../../../page.module.css";
import { ImportSteps } from "../../../_shared/import/import-steps";
import type { Campaign } from "../../types";
import styles from "./audience.module.css";
import { AudienceList } from "./audience-list";
import { Columns } from "./columns";
import { IMPORT_MESSAGES } from "./import-messages";
import { ListNotices } from "./list-notices";
import type { AudienceHandle } from "./use-audience-import";

export type AudiencePanelProps = { campaign: Campaign; audience: AudienceHandle };

/** Shows the import, and below it the current audience. */
export function AudiencePanel({ campaign, audience: { list, state } }: AudiencePanelProps) {
  const read = state.kind === "read" ? state : null;
  return (
    <div className={styles.panel}>
      <section className={page.card} aria-label={messages.ADD_PEOPLE}>
        <ImportSteps
          list={list}
          state={state}
          messages={IMPORT_MESSAGES}
          intro={<Intro />}
          columns={read ? <Columns list={list} state={read} /> : null}
          notices={read?.check ? <ListNotices check={read.check} mapping={read.mapping} /> : null}
          onEnd={() => list.reset()}
        />
      </section>
      <AudienceList campaign={campaign} isGrowing={state.kind === "uploading"} />
    </div>
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
