/**
 * A sentence around values that a page shows in an element of its own, such as an address in bold: the texts and the
 * values in their order. A translation can put the value elsewhere.
 */
export const parts = <Value>(
  texts: TemplateStringsArray,
  ...values: (string | Value)[]
): (string | Value)[] => texts.flatMap((text, index) => [text, ...values.slice(index, index + 1)]);
