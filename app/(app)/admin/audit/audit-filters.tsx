import { Button, NativeSelect, TextInput } from "@mantine/core";
import * as messages from "@/lib/messages/audit";
import styles from "../_shared/lists.module.css";
import { ExportAudit } from "./export-audit";
import { type AuditArgs, type Filters, NO_FILTERS } from "./filters";

const CHOICES = [
  { value: "", label: messages.ANY_ACTION },
  ...Object.entries(messages.ACTIONS).map(([value, label]) => ({ value, label })),
];

export type AuditFiltersProps = {
  filters: Filters;
  /** The same filters as arguments of the query, for the export. */
  args: AuditArgs;
  onChange: (filters: Filters) => void;
};

/**
 * Filters by who did what to whom, and when. The date fields are the browser's own pickers, because those support the
 * user's language and keyboard.
 */
export function AuditFilters({ filters, args, onChange }: AuditFiltersProps) {
  const field = (name: keyof Filters) => ({
    value: filters[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...filters, [name]: currentTarget.value }),
  });
  const isFiltered = Object.values(filters).some((value) => value !== "");
  return (
    <div className={styles.filters} role="search" aria-label={messages.TITLE}>
      <TextInput
        label={messages.WHO}
        placeholder={messages.WHO_EXAMPLE}
        autoComplete="off"
        {...field("actor")}
      />
      <NativeSelect label={messages.WHAT} data={CHOICES} {...field("action")} />
      <TextInput
        label={messages.TARGET}
        placeholder={messages.TARGET_EXAMPLE}
        autoComplete="off"
        {...field("subject")}
      />
      <TextInput label={messages.FROM} type="date" max={filters.to || undefined} {...field("from")} />
      <TextInput label={messages.TO} type="date" min={filters.from || undefined} {...field("to")} />
      {isFiltered ? (
        <Button variant="default" onClick={() => onChange(NO_FILTERS)}>
          {messages.CLEAR}
        </Button>
      ) : null}
      <ExportAudit args={args} />
    </div>
  );
}
