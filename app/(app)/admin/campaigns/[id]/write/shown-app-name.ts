/** Reads the product's name from the head of this page. */
export const shownAppName = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? "";
