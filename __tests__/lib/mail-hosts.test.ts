import { describe, expect, it } from "@jest/globals";
import { inboxOf, likelyAddress } from "@/lib/mail-hosts";

describe("the inbox of an address", () => {
  it.each([
    ["ada@gmail.com", "Gmail"],
    ["ADA@GMail.com", "Gmail"],
    ["ada@hotmail.com", "Outlook"],
    ["ada@icloud.com", "iCloud Mail"],
    ["ada@proton.me", "Proton Mail"],
  ])("%s is at %s, over https", (email, name) => {
    expect(inboxOf(email)).toMatchObject({ name, url: expect.stringMatching(/^https:/) });
  });

  it.each(["ada@example.com", "ada@gmail.com.evil.example", "ada@notgmail.com", "", "gmail.com@x.example"])(
    "%j is not guessed",
    (email) => expect(inboxOf(email)).toBeNull(),
  );
});

describe("the suggested address", () => {
  it.each([
    ["ada@gmial.com", "ada@gmail.com"],
    ["ada@gmai.com", "ada@gmail.com"],
    ["ada@gmaill.com", "ada@gmail.com"],
    ["ada@hotmial.com", "ada@hotmail.com"],
    ["ada@yaho.com", "ada@yahoo.com"],
    ["ada@iclould.com", "ada@icloud.com"],
    ["a@b@outlok.com", "a@b@outlook.com"],
  ])("for %s is %s", (email, meant) => expect(likelyAddress(email)).toBe(meant));

  it.each([
    "ada@gmail.com",
    "ada@me.com",
    "ada@gmx.de",
    "ada@gmx.at",
    "ada@example.com",
    "ada@mail.com",
    "ada@yahoo.es",
    "ada@outlook.es",
    "ada@x",
    "",
  ])("is missing for %j", (email) => expect(likelyAddress(email)).toBeNull());
});
