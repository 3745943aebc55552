import { describe, expect, it } from "@jest/globals";
import { ownCookies, withoutForeignCookies } from "@/lib/own-cookies";
import { siteOf } from "@/lib/site";

describe("the cookies of a request", () => {
  it.each([
    ["better-auth.session_token=x", null],
    ["__Secure-better-auth.session_token=x", null],
    ["__Secure-__Host-latchkey.session_token=x", null],
    ["__Secure-__Host-latchkey-convex_jwt=x", null],
    ["__Host-Latchkey.session_token=x", null],
    ["latchkey-pending=x; latchkey-link=y", null],
    ["a.session_token=x; theme=dark", "theme=dark"],
    [
      "__Host-latchkey.session_token=x; __Host-latchkey-link=y",
      "__Host-latchkey.session_token=x; __Host-latchkey-link=y",
    ],
    ["_ga=1;; a=b=c ;__Host-other=z", "_ga=1; ; a=b=c; __Host-other=z"],
    ["", null],
    [null, null],
  ])("%p on https: only %p counts", (header, believed) => {
    expect(withoutForeignCookies(header, ownCookies(siteOf("https://a.example")))).toBe(believed);
  });

  it("recognises its own cookies, also on http", () => {
    for (const site of ["https://a.example", "http://localhost:3000"]) {
      const header = [...ownCookies(siteOf(site))].map((name) => `${name}=x`).join("; ");
      expect(withoutForeignCookies(header, ownCookies(siteOf(site)))).toBe(header);
    }
  });
});
