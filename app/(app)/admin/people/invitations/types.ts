import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type Invitation = FunctionReturnType<typeof api.invitations.list>["page"][number];

/**
 * `id` identifies the row. It stays the same when the invitation gets a new link, so that the row's buttons keep the
 * focus.
 */
export type InvitationRow = Omit<Invitation, "id"> & { id: string; invitationId: Invitation["id"] };

export function asRow({ id: invitationId, ...rest }: Invitation): InvitationRow {
  return { ...rest, invitationId, id: `${rest.campaign?.id ?? ""} ${rest.email}` };
}
