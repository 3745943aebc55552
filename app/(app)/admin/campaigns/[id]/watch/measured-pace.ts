import { useEffect, useRef, useState } from "react";

/** How many recipients were `settled` at the time `at` (ms). */
export type Sample = { at: number; settled: number };

const EVERY_MS = 1_000;
/** The pace is measured over the last half minute. */
const MAX_SAMPLES = 30;
/** After this long without progress, in ms, the page shows that sending is waiting for the mail provider. */
const STILL_AFTER_MS = 5_000;

export type Pace = "unknown" | "still" | { secondsLeft: number };

/**
 * How long the rest takes at the measured pace. Time without progress counts, so the pace falls while nothing happens.
 */
export function paceOf(samples: readonly Sample[], left: number): Pace {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return "unknown";
  const seconds = (last.at - first.at) / 1_000;
  const done = last.settled - first.settled;
  if (done > 0) return { secondsLeft: (left * seconds) / done };
  return last.at - first.at >= STILL_AFTER_MS ? "still" : "unknown";
}

/** Samples of a number, one a second, while the component is shown. */
export function useSamples(settled: number): Sample[] {
  const [samples, setSamples] = useState<Sample[]>([]);
  const latest = useRef(settled);
  useEffect(() => {
    latest.current = settled;
  }, [settled]);
  useEffect(() => {
    const add = () =>
      setSamples((known) => [...known, { at: Date.now(), settled: latest.current }].slice(-MAX_SAMPLES));
    const timer = setInterval(add, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return samples;
}
