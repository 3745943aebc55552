/** The language of all messages, for `lang` and for the browser's own formats. */
export const LANGUAGE = "en";
