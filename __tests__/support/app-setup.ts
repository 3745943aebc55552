import { TextDecoder, TextEncoder } from "node:util";
import "@testing-library/jest-dom/jest-globals";
import { configure } from "@testing-library/react";

// Every browser has these two classes, but jsdom does not.
Object.assign(globalThis, { TextDecoder, TextEncoder });

// On a busy machine, importing a module takes longer than the default of one second.
configure({ asyncUtilTimeout: 20_000 });
