const CONTROLS_AND_SPACES = /[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g;
/** Bidirectional control characters, which can also reorder the text around the value that contains them. */
const REORDERING = /\p{Bidi_Control}/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * One line without control characters, so that a value cannot begin a header or a paragraph. It is also well-formed,
 * because encodeURIComponent throws on half a surrogate pair.
 */
export function oneLine(value: string): string {
  return value
    .replace(CONTROLS_AND_SPACES, " ")
    .replace(REORDERING, "")
    .replace(LONE_SURROGATE, "\ufffd")
    .trim();
}
