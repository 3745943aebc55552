import { TextDecoder, TextEncoder } from "node:util";
import "@testing-library/jest-dom/jest-globals";

// Every browser has them, and jsdom has not.
Object.assign(globalThis, { TextDecoder, TextEncoder });
