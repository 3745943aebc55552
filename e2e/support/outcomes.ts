import { expect } from "@playwright/test";
import type { Answer, Visitor } from "./visitor";

/** Checks of the responses of /login/callback. */

export function expectSignedIn(visitor: Visitor, answer: Answer, path = "/dashboard"): void {
  expect([answer.status, answer.headers.location]).toEqual([303, path]);
  expect(visitor.sessionToken).toBeTruthy();
}

/** Expects a redirect to the confirm page and no session. */
export function expectAsked(visitor: Visitor, answer: Answer): void {
  expect([answer.status, answer.headers.location]).toEqual([303, "/login/confirm"]);
  expectNoSession(visitor);
}

export function expectNoSession(visitor: Visitor): void {
  expect([...visitor.cookies.keys()].filter((name) => name.includes("better-auth"))).toEqual([]);
}
