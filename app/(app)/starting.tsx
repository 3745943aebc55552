"use client";

import { useEffect } from "react";

/**
 * From the first HTML until the page's script is there, what needs it takes no click (mantine.css): that one would be
 * lost. Without JavaScript the page never starts, and waits for nothing.
 */
export function StartingScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: 'document.documentElement.dataset.starting = "";' }}
    />
  );
}

/** To be called at the top of the page: an effect runs after those of all that is below. */
export function useStarted(): void {
  useEffect(() => {
    delete document.documentElement.dataset.starting;
  }, []);
}
