import { Radio, Stack } from "@mantine/core";
import * as messages from "@/lib/messages/people";
import type { Role } from "@/lib/server/session";
import { ROLES } from "./roles";

export type RoleChoiceProps = { value: Role; onChange: (role: Role) => void };

export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  return (
    <Radio.Group label={messages.ROLE} value={value} onChange={(role) => onChange(role as Role)}>
      <Stack gap="sm" mt="xs">
        {ROLES.map((role) => (
          <Radio key={role.value} {...role} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
