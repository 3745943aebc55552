import { TextDecoder, TextEncoder } from "node:util";
import "@testing-library/jest-dom/jest-globals";
import { configure } from "@testing-library/react";

// Every browser has them, but jsdom does not.
Object.assign(globalThis, { TextDecoder, TextEncoder });

// A busy machine needs more than the second that is the default to import a module.
configure({ asyncUtilTimeout: 20_000 });
