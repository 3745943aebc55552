import { Anchor } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { show } from "@/lib/messages/person";

export type PersonLinkProps = {
  /** The id of any row that names the person. */
  id: string;
  email: string;
  children?: ReactNode;
};

/**
 * A link to the page of one person. The title says where it leads, because the text is often just an address. An erased
 * person has no page, so their pseudonym is shown without a link.
 */
export function PersonLink({ id, email, children = <strong>{email}</strong> }: PersonLinkProps) {
  if (!isAddress(email)) return children;
  const href = `/admin/people/${id}`;
  return (
    <Anchor component={Link} href={href} title={show(email)} prefetch={false} c="inherit" fz="inherit">
      {children}
    </Anchor>
  );
}

/** Whether a text is an address, and not for example a campaign's name that contains one. */
export const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);
