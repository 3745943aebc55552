import { Anchor } from "@mantine/core";
import type { MouseEvent, ReactNode } from "react";
import * as messages from "@/lib/messages/campaign-results";
import { hrefOf, open, type Stage } from "./shown-people";

export type PeopleLinkProps = { stage: Stage; domain?: string; children: ReactNode };

/** A number of the campaign, as a link to the list of the people it counts. */
export function PeopleLink({ stage, domain, children }: PeopleLinkProps) {
  return (
    <Anchor
      href={hrefOf(stage, domain)}
      c="inherit"
      inherit
      underline="always"
      aria-description={messages.OPENS_PEOPLE}
      onClick={(event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        open(stage, domain);
      }}
    >
      {children}
    </Anchor>
  );
}

/** With a modifier key the browser opens the link in another tab or window. */
const opensElsewhere = ({ metaKey, ctrlKey, shiftKey, button }: MouseEvent): boolean =>
  metaKey || ctrlKey || shiftKey || button !== 0;
