/** The product's name, as the head of this page has it. */
export const shownAppName = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? "";
