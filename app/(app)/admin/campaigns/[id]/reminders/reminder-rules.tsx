import { Checkbox, Select, Switch } from "@mantine/core";
import { useMemo } from "react";
import * as messages from "@/lib/messages/reminders";
import type { ReminderForm } from "./use-reminder-form";
import styles from "./reminders.module.css";

export type ReminderRulesProps = { form: ReminderForm; hasSwitch: boolean };

/** The settings for all reminders of the campaign. */
export function ReminderRules({ form: { rules, changeRules }, hasSwitch }: ReminderRulesProps) {
  const zones = useZones(rules.timeZone);
  return (
    <div className={styles.rules}>
      {hasSwitch ? (
        <Switch
          label={messages.IS_ON}
          checked={rules.isOn}
          onChange={({ currentTarget }) => changeRules({ isOn: currentTarget.checked })}
        />
      ) : null}
      <Select
        label={messages.TIME_ZONE}
        description={messages.TIME_ZONE_HINT}
        data={zones}
        value={rules.timeZone}
        onChange={(timeZone) => timeZone !== null && changeRules({ timeZone })}
        searchable
        allowDeselect={false}
        maxDropdownHeight={260}
        limit={100}
      />
      <Checkbox
        label={messages.NOT_AT_NIGHT}
        description={messages.NOT_AT_NIGHT_HINT}
        checked={rules.notAtNight}
        onChange={({ currentTarget }) => changeRules({ notAtNight: currentTarget.checked })}
      />
      <Checkbox
        label={messages.NOT_ON_WEEKENDS}
        description={messages.NOT_ON_WEEKENDS_HINT}
        checked={rules.notOnWeekends}
        onChange={({ currentTarget }) => changeRules({ notOnWeekends: currentTarget.checked })}
      />
    </div>
  );
}

/** The zones that the browser lists, with the chosen one, which may be an offset. */
function useZones(chosen: string): string[] {
  return useMemo(() => [...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")])], [chosen]);
}
