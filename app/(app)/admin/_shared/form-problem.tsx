import { Alert } from "@mantine/core";

/** Why a form was not sent, or what has to be changed first. Announced to screen readers when it appears. */
export function FormProblem({ title, problem }: { title: string; problem: string | null }) {
  if (problem === null) return null;
  return (
    <Alert color="red" title={title} role="alert" style={{ whiteSpace: "pre-line" }}>
      {problem}
    </Alert>
  );
}
