"use client";

import { EmptyState } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { ACTIONS } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/templates";
import { When } from "../../../when";
import adminStyles from "../../_shared/admin.module.css";
import { Envelope } from "../../_shared/icons";
import { type Column, RecordTable } from "../../_shared/record-table";
import { ShowMore } from "../../_shared/show-more";
import { type FirstPage, usePages } from "../../_shared/use-pages";
import { TemplateActions } from "./template-actions";
import type { TemplateRow } from "./types";

/** All templates by name. */
export function TemplateList({ first }: { first: FirstPage<TemplateRow> }) {
  const pages = usePages(api.templates.list, {}, first);
  const rows = pages.rows ?? [];
  if (rows.length === 0)
    return (
      <EmptyState
        className={adminStyles.empty}
        icon={<Envelope size={40} />}
        title={messages.NONE_YET}
        description={messages.NONE_YET_HINT}
      />
    );
  return (
    <>
      <RecordTable label={messages.TITLE} columns={COLUMNS} rows={rows} />
      <ShowMore pages={pages} />
    </>
  );
}

const COLUMNS: Column<TemplateRow>[] = [
  { title: messages.TEMPLATE, cell: ({ name }) => name },
  { title: messages.SUBJECT, cell: ({ subject }) => subject.trim() || messages.NO_SUBJECT },
  { title: messages.CREATED, cell: ({ createdAt }) => <When at={createdAt} /> },
  { title: ACTIONS, isTitleHidden: true, cell: (template) => <TemplateActions template={template} /> },
];
