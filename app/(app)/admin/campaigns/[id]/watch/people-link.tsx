import { Anchor } from "@mantine/core";
import type { MouseEvent, ReactNode } from "react";
import * as messages from "@/lib/messages/campaign-results";
import { hrefOf, open, type Stage } from "./shown-people";

/** A number of the campaign, as a link to the list of the people it counts. */
export function PeopleLink({ stage, children }: { stage: Stage; children: ReactNode }) {
  return (
    <Anchor
      href={hrefOf(stage)}
      c="inherit"
      aria-description={messages.OPENS_PEOPLE}
      onClick={(event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        open(stage);
      }}
    >
      {children}
    </Anchor>
  );
}

/** With a modifier key the browser opens the link in another tab or window. */
const opensElsewhere = ({ metaKey, ctrlKey, shiftKey, button }: MouseEvent): boolean =>
  metaKey || ctrlKey || shiftKey || button !== 0;
