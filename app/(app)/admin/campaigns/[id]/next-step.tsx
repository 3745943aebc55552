import { Button } from "@mantine/core";
import { NEXT_STEP } from "@/lib/messages/campaign-draft";
import styles from "./campaign.module.css";
import { type Step, STEPS } from "./steps";

/** The button to the next step, at the end of each step except the last. */
export function NextStep({ step, onGo }: { step: Step; onGo: (step: Step) => void }) {
  const next = STEPS[STEPS.findIndex(({ value }) => value === step) + 1];
  if (!next) return null;
  return (
    <div className={styles.next}>
      <Button variant="default" onClick={() => onGo(next.value)}>
        {NEXT_STEP}
      </Button>
    </div>
  );
}
