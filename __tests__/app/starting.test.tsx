import { afterEach, describe, expect, it } from "@jest/globals";
import { renderHook } from "@testing-library/react";

const { useStarted } = await import("@/app/(app)/starting");

const RELOADED = "latchkey.reloaded";
const { dataset } = document.documentElement;

afterEach(() => {
  delete dataset.starting;
  delete dataset.reloading;
  sessionStorage.clear();
});

describe("a page whose script starts", () => {
  it("is no longer marked, and may be reloaded again later", () => {
    dataset.starting = "";
    sessionStorage.setItem(RELOADED, "/dashboard");
    renderHook(useStarted);
    expect("starting" in dataset).toBe(false);
    expect(sessionStorage.getItem(RELOADED)).toBeNull();
  });

  it("does not forget the reload that is already under way, so it is reloaded once only", () => {
    dataset.starting = "";
    dataset.reloading = "";
    sessionStorage.setItem(RELOADED, "/dashboard");
    renderHook(useStarted);
    expect(sessionStorage.getItem(RELOADED)).toBe("/dashboard");
  });
});
