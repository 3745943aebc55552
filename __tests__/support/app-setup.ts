import { TextDecoder, TextEncoder } from "node:util";
import "@testing-library/jest-dom/jest-globals";

// Every browser has them, but jsdom does not.
Object.assign(globalThis, { TextDecoder, TextEncoder });
