import { Alert } from "@mantine/core";
import type { Campaign } from "../../types";
import { counted } from "../../../_shared/numbers";

/** Variables that would stay blank for some: pointed out while there is time to write a fallback. */
export function BlanksNotice({ blanks }: Pick<Campaign, "blanks">) {
  if (blanks.length === 0) return null;
  return (
    <Alert color="brass" title="Missing values" role="status">
      {blanks.map(({ field, lacking }) => (
        <div key={field}>
          {counted(lacking, "recipient has", "recipients have")} no <strong>{field}</strong>. Say what to
          write for them: <code>{`{{${field}|there}}`}</code>
        </div>
      ))}
    </Alert>
  );
}
