import { TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { PROFILE_FIELDS } from "@/lib/profile-fields";
import * as messages from "@/lib/messages/sign-in-links";
import styles from "../_shared/admin.module.css";
import type { LinkValues, ProfileField } from "./link-values";

const LABELS: Record<ProfileField, string> = messages.PROFILE_FIELDS;

/**
 * Fields for data that is added to the profile of the person who uses the link. They are collapsed, because they are
 * rarely needed.
 */
export function ProfileFields({ form }: { form: UseFormReturnType<LinkValues> }) {
  return (
    <details className={styles.disclosure}>
      <summary>{messages.ADD_TO_PROFILE}</summary>
      <div className={styles.disclosed}>
        {PROFILE_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={LABELS[field]}
            autoComplete="off"
            maxLength={200}
            {...form.getInputProps(`metadata.${field}`)}
          />
        ))}
      </div>
    </details>
  );
}
