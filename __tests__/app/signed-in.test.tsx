import { describe, expect, it } from "@jest/globals";
import { render } from "@testing-library/react";
import { renderToString } from "react-dom/server.edge";
import { describeDevice, describePlace } from "@/app/(app)/device-and-place";
import { PageClock, PageClockContext } from "@/app/(app)/page-clock";
import { relative, When } from "@/app/(app)/when";

const NOW = Date.UTC(2026, 10, 23, 12);

describe("the time of a sign-in", () => {
  it.each([
    [0, "just now"],
    [59_999, "just now"],
    [60_000, "1 minute ago"],
    [59 * 60_000, "59 minutes ago"],
    [3 * 60 * 60_000, "3 hours ago"],
    [24 * 60 * 60_000, "yesterday"],
    [-5 * 60_000, "in 5 minutes"],
  ])("%p ms ago is shown as %p", (age, words) => expect(relative(NOW - age, NOW)).toBe(words));

  it("is the same in the server's HTML as in the browser, because both use the server's clock", () => {
    const served = Date.now() - 24 * 60 * 60_000;
    const page = (
      <PageClockContext value={new PageClock(served)}>
        <When at={served - 3 * 60_000} />
      </PageClockContext>
    );
    expect(renderToString(page)).toContain(">3 minutes ago<");
    expect(render(page).container).toHaveTextContent("3 minutes ago");
  });

  it("has the exact time in its datetime attribute", () => {
    const { container } = render(<When at={NOW} />);
    expect(container.querySelector("time")).toHaveAttribute("datetime", "2026-11-23T12:00:00.000Z");
  });
});

describe("a session", () => {
  it.each([
    [null, "Unknown device"],
    ["", "Unknown device"],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "Chrome on Linux",
    ],
  ])("with the User-Agent %p is shown as %p", (userAgent, device) =>
    expect(describeDevice(userAgent)).toBe(device),
  );

  it.each([
    [null, "Unknown place"],
    ["127.0.0.1", "This device"],
    ["::1", "This device"],
    ["0000:0000:0000:0000:0000:0000:0000:0001", "This device"],
    ["::ffff:127.0.0.1", "This device"],
    ["203.0.113.7", "203.0.113.7"],
    ["2001:db8::1", "2001:db8::1"],
  ])("from the place %p is shown as %p", (address, place) => expect(describePlace(address)).toBe(place));
});
