import { expect, it } from "@jest/globals";
import { codeIn, linkIn } from "../../conformance/support/mail.ts";

const SITE = "http://localhost:3400";

it("finds the link with a token to the site, in the text or else in the HTML", () => {
  const link = `${SITE}/login/callback?token=abc&next=%2F`;
  expect(linkIn({ text: `Read http://elsewhere.example/?token=x and ${SITE}/help.\n${link}\n` }, SITE)).toBe(
    link,
  );
  expect(linkIn({ text: "no link", html: `<a href="${link.replace("&", "&amp;")}">Sign in</a>` }, SITE)).toBe(
    link,
  );
  expect(linkIn({ text: link, html: null }, SITE)).toBe(link);
  expect(linkIn({ text: null, html: `<a href="${link}">Sign in</a>` }, SITE)).toBe(link);
  expect(() => linkIn({ text: "http://localhost:3000/login/callback?token=abc" }, SITE)).toThrow(
    "There is no link",
  );
});

it("finds six digits that stand alone, but not inside a token", () => {
  expect(codeIn({ text: "token=123456abc\n\n654321\n" })).toBe("654321");
  expect(() => codeIn({ text: "?token=123456" })).toThrow("no six digits");
});
