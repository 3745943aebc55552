"use client";

import page from "../../../../page.module.css";
import type { Campaign } from "../../types";
import styles from "./audience.module.css";
import { AudienceList } from "./audience-list";
import { ListColumns } from "./list-columns";
import { ListSource } from "./list-source";
import { ListUpload } from "./list-upload";
import type { AudienceHandle } from "./use-audience-import";

export type AudiencePanelProps = { campaign: Campaign; audience: AudienceHandle };

/** Bringing a list, above; who is in the audience already, below. */
export function AudiencePanel({ campaign, audience }: AudiencePanelProps) {
  return (
    <div className={styles.panel}>
      <section className={page.card} aria-label="Add people">
        <Import audience={audience} />
      </section>
      <AudienceList campaign={campaign} isGrowing={audience.state.kind === "uploading"} />
    </div>
  );
}

function Import({ audience: { list, state } }: { audience: AudienceHandle }) {
  switch (state.kind) {
    case "idle":
    case "reading":
      return (
        <ListSource
          isReading={state.kind === "reading"}
          problem={state.kind === "idle" ? state.problem : null}
          onSource={(source) => void list.read(source)}
        />
      );
    case "read":
      return <ListColumns list={list} state={state} />;
    default:
      return <ListUpload list={list} state={state} />;
  }
}
