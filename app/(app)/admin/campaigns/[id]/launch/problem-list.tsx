import { Alert, Anchor } from "@mantine/core";
import type { Step } from "../steps";
import styles from "./launch.module.css";

export type ProblemListProps = { problems: readonly string[]; onGo: (step: Step) => void };

/** What is in the way, each with a way to it. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <Alert color="red" title="Before it can be launched" mb="lg">
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={problem}>
            {problem} <WayTo problem={problem} onGo={onGo} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function WayTo({ problem, onGo }: { problem: string; onGo: (step: Step) => void }) {
  const step = stepOf(problem);
  if (step === null) return null;
  return (
    <Anchor component="button" type="button" fz="inherit" onClick={() => onGo(step)}>
      {step === "audience" ? "Go to the audience" : "Go to the message"}
    </Anchor>
  );
}

/** Where a problem is solved: not on this page at all, where it is the deployment's. */
export function stepOf(problem: string): Step | null {
  if (/recipient/i.test(problem)) return "audience";
  return problem.includes("POSTAL_ADDRESS") ? null : "write";
}
