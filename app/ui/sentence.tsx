import { createElement, Fragment, type ReactNode } from "react";

/**
 * Renders a sentence from a message file with elements in it. The parts are passed as separate children and not as an
 * array, so they need no keys.
 */
export const Sentence = ({ parts }: { parts: ReactNode[] }) => createElement(Fragment, null, ...parts);
