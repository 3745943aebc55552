import { Alert } from "@mantine/core";

/** Shows why a form was not sent, or what has to be changed first. Screen readers announce the text when it appears. */
export function FormProblem({ title, problem }: { title: string; problem: string | null }) {
  if (problem === null) return null;
  return (
    <Alert color="red" title={title} role="alert" style={{ whiteSpace: "pre-line" }}>
      {problem}
    </Alert>
  );
}
