/**
 * All texts for users come from lib/messages, so that a second language can be added
 * (docs/decisions/0130-message-files.md). These selectors find texts that are written directly in a page or an email.
 */
const message = "Put texts for users into a file of lib/messages.";

/** Text with a letter in it, except colors like `#fbfaf8`. */
const WORD = "/^[^#]*\\p{L}/u";
/** A word with a capital letter and another word, or three words in a row. */
const SENTENCE = "/^\\p{Lu}\\S* \\S|\\p{L}+ \\p{L}+ \\p{L}/u";
const CHILD = ":matches(JSXElement, JSXFragment) > JSXExpressionContainer";
const BRANCH = ":matches(ConditionalExpression, LogicalExpression)";
const READ_ATTRIBUTE =
  "JSXAttribute[name.name=/^(aria-label|aria-description|aria-roledescription|aria-valuetext|alt|confirmLabel|description|error|label|placeholder|title)$/]";
const READ_PROPERTY =
  "Property[key.name=/^(alt|button|description|error|label|message|placeholder|text|title)$/]";
/**
 * Excludes the texts of errors that are thrown, because those are for developers, and the path data of SVG pictures.
 */
const NOT_READ = ":not(NewExpression[callee.name=/Error$/] *, JSXAttribute[name.name=d] *)";

const texts = (parent) => [
  `${parent} > Literal[value=${WORD}]`,
  `${parent} > TemplateLiteral > TemplateElement[value.raw=${WORD}]`,
];

export const noTextsInPages = [
  `JSXText[value=${WORD}]`,
  ...texts(CHILD),
  ...texts(`${CHILD} > ${BRANCH}`),
  ...texts(`${CHILD} > ${BRANCH} > ${BRANCH}`),
  ...texts(READ_ATTRIBUTE),
  ...texts(`${READ_ATTRIBUTE} > JSXExpressionContainer`),
  ...texts(`${READ_ATTRIBUTE} > JSXExpressionContainer > ${BRANCH}`),
  // In all other attributes, a capital letter followed by a small one means a label.
  `JSXAttribute > Literal[value=/^\\p{Lu}\\p{Ll}/u]`,
  ...texts(READ_PROPERTY),
  `Literal[value=${SENTENCE}]${NOT_READ}`,
  `TemplateElement[value.raw=${SENTENCE}]${NOT_READ}`,
].map((selector) => ({ selector, message }));

/** A function of convex/ passes `fail` a message that users read, so the message has to come from lib/messages. */
export const noTextsInFailures = [
  { selector: "CallExpression[callee.name=fail][arguments.1.type=/^(Literal|TemplateLiteral)$/]", message },
];

/** Folders and files that still contain their own texts. After you have converted one, remove it from this list. */
export const NOT_CONVERTED = [
  // Its message names the argument that is too long. The message is for developers, because no page can send such an
  // argument.
  "convex/model/argumentLimits.ts",
];
