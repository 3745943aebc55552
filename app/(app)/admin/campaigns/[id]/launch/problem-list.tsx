import { Alert, Anchor } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-launch";
import type { Campaign } from "../../types";
import type { Step } from "../steps";
import styles from "./launch.module.css";

type Problem = Campaign["problems"][number];
export type ProblemListProps = { problems: readonly Problem[]; onGo: (step: Step) => void };

/** The problems that prevent a launch, each with a link to the step where it can be fixed. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <Alert color="red" title={messages.FIX_FIRST} mb="lg">
      <ul className={styles.problems}>
        {problems.map(({ message, of }) => (
          <li key={message}>
            {message} <WayTo part={of} onGo={onGo} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** The link to the step. A problem of the deployment has no link, because it cannot be fixed on this page. */
function WayTo({ part, onGo }: { part: Problem["of"]; onGo: (step: Step) => void }) {
  if (part === "deployment") return null;
  return (
    <Anchor
      component="button"
      type="button"
      fz="inherit"
      onClick={() => onGo(part === "audience" ? "audience" : "write")}
    >
      {messages.GO_TO[part]}
    </Anchor>
  );
}
