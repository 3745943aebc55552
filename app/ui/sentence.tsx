import { createElement, Fragment, type ReactNode } from "react";

/** A sentence of a message file with elements in it. Its parts are no list, so they need no keys. */
export const Sentence = ({ parts }: { parts: ReactNode[] }) => createElement(Fragment, null, ...parts);
