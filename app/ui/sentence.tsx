import { Children, type ReactNode } from "react";

/** A sentence of a message file with elements in it. */
export const Sentence = ({ parts }: { parts: ReactNode[] }) => <>{Children.toArray(parts)}</>;
