import { describe, expect, test } from "@jest/globals";
import { stopMessage, troubleMessage } from "@/lib/messages/mail-provider";

const STOPPING = [
  "daily_quota_exceeded",
  "monthly_quota_exceeded",
  "missing_api_key",
  "invalid_api_key",
  "restricted_api_key",
  "validation_error",
  "invalid_from_address",
];
const PASSING = [
  "rate_limit_exceeded",
  "application_error",
  "internal_server_error",
  "concurrent_idempotent_requests",
];

describe("an error of the mail provider", () => {
  test.each(STOPPING)("%s has a text that says who can fix it", (name) => {
    expect(stopMessage(name)).toMatch(/he people who run this site/);
    expect(stopMessage(name)).not.toContain(name);
  });

  test.each(PASSING)("%s has a text that says it is temporary", (name) => {
    expect(troubleMessage(name)).toMatch(/try again automatically/);
  });

  test.each(PASSING.slice(1))(
    "%s has another text if it stopped a campaign, which says to choose Resume",
    (name) => {
      expect(stopMessage(name)).toMatch(/Resume when it works again/);
    },
  );

  test.each(["", "constructor", "toString", "no_such_error"])("%p is unknown and has no text", (name) => {
    expect([troubleMessage(name), stopMessage(name)]).toEqual([null, null]);
  });
});
