/**
 * What people read comes from lib/messages, so that a second language can follow (docs/decisions/0130-message-files.md).
 * These selectors find text that a page or an email spells out itself.
 */
const message = "What people read belongs in a file of lib/messages.";

/** A letter, but not those of a color. */
const WORD = "/^[^#]*\\p{L}/u";
/** A capital and a space, or three words in a row. */
const SENTENCE = "/^\\p{Lu}\\S* \\S|\\p{L}+ \\p{L}+ \\p{L}/u";
const CHILD = ":matches(JSXElement, JSXFragment) > JSXExpressionContainer";
const BRANCH = ":matches(ConditionalExpression, LogicalExpression)";
const READ_ATTRIBUTE =
  "JSXAttribute[name.name=/^(aria-label|aria-description|aria-roledescription|aria-valuetext|alt|confirmLabel|description|error|label|placeholder|title)$/]";
const READ_PROPERTY =
  "Property[key.name=/^(alt|button|description|error|label|message|placeholder|text|title)$/]";
/** The text of an error that is thrown is for developers, and the path of a picture is not text. */
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
  // Any other attribute: a label has a capital letter.
  `JSXAttribute > Literal[value=/^\\p{Lu}\\p{Ll}/u]`,
  ...texts(READ_PROPERTY),
  `Literal[value=${SENTENCE}]${NOT_READ}`,
  `TemplateElement[value.raw=${SENTENCE}]${NOT_READ}`,
].map((selector) => ({ selector, message }));

/** A function of convex/ says with `fail` why it did not do what a person asked for. */
export const noTextsInFailures = [
  { selector: "CallExpression[callee.name=fail][arguments.1.type=/^(Literal|TemplateLiteral)$/]", message },
];

/** Folders and files that still contain their texts. Convert one, and take it off the list. */
export const NOT_CONVERTED = [
  // Names the argument that is too long, for developers: no page can send one.
  "convex/model/argumentLimits.ts",
];
