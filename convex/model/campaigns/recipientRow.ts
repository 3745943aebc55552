import type { Doc } from "../../_generated/dataModel";

/** A recipient in the shape that pages show, without the ids of the link, the batch and the provider's mail. */
export function asRecipientRow(recipient: Doc<"recipients">) {
  const {
    _id,
    _creationTime,
    batchId: _b,
    linkId: _l,
    previousLinkId: _pl,
    providerId: _p,
    ...row
  } = recipient;
  return { ...row, id: _id, createdAt: _creationTime };
}
