/** Names that are certainly variables, even between single brackets or braces. */
const OBVIOUS =
  "(?:(?:subscriber:)?(?:first|last|full|user|your)?[ _-]?name|fname|lname|surname|company|email)";

/**
 * How other tools write their variables. Group `name` holds the name, and group `fallback` holds the text for
 * recipients who have no value. A pattern without the group `name` matches an instruction, such as `if`.
 */
export const FOREIGN_PATTERNS: readonly RegExp[] = [
  // Mailchimp: *|FNAME|*
  /\*\|(?<name>[^|*\r\n]{1,100})\|\*/g,
  // Salesforce, Pardot: %%first_name%%, %%=v(@x)=%%
  /%%(?<name>=[^%\r\n]{1,200}=|[A-Za-z_][\w. -]{0,60})%%/g,
  // ActiveCampaign: %FIRSTNAME%
  /(?<![%\w])%(?<name>[A-Z]{4}[A-Z0-9_-]{0,60})%(?![%\w])/g,
  // Mailgun: %recipient.first_name%
  /(?<![%\w])%(?<name>recipient\.[\w.-]{1,60}|unsubscribe_url)%/g,
  // Liquid, Jinja: {% if … %}
  /\{%[^{}\r\n]{0,300}%\}/g,
  // Handlebars: {{{name}}}, {{!-- a comment --}}
  /\{\{\{\s*(?<name>[^{}\r\n]{1,100}?)\s*\}\}\}/g,
  /\{\{!--[\s\S]{0,300}?--\}\}/g,
  // GetResponse, Mailjet, Constant Contact: [[firstname]], [[data:first:"there"]], [[FIRSTNAME OR "there"]]
  /\[\[\s*(?<name>[\p{L}_$][^[\]\r\n]{0,100})\]\](?!\()/gu,
  // Zoho: $[FNAME|there]$
  /\$\[(?<name>[^[\]|\r\n]{1,100})(?:\|(?<fallback>[^[\]\r\n]{0,100}))?\]\$/g,
  // ${name}, #{name}
  /[$#]\{(?<name>[^{}\r\n]{1,100})\}/g,
  // $FNAME$, @@name@@
  /(?<![\w$])\$(?<name>[A-Z][A-Z_]{2,30})\$(?![\w$])/g,
  /@@(?<name>[A-Za-z_]\w{1,40})@@/g,
  // ERB, EJS: <%= name %>
  /<%[=-]?\s*(?<name>[^<>%\r\n]{1,100}?)\s*-?%>/g,
  // AWeber, Salesforce: {!firstname_fix}; MailerLite: {$name}
  /(?<!\{)\{[!$](?<name>[^{}\r\n]{1,100})\}(?!\})/g,
  // Word: «First_Name», <<First Name>>
  new RegExp(`«(?<name>[A-Za-z]+_\\w{1,60}|${OBVIOUS})»`, "gi"),
  /<<(?<name>[A-Za-z][\w ]{1,40})>>/g,
  // SendGrid: -first_name-
  /(?<![\w-])-(?<name>(?:first|last)_?name|fname|lname)-(?![\w-])/gi,
  // Ghost, GMass, Intercom: {first_name}, {first_name, "there"}, {FirstName|there}
  new RegExp(
    `(?<![{$#])\\{(?<name>${OBVIOUS})(?:\\s*[,|]\\s*(?<fallback>[^{}\\r\\n]{0,100}))?\\}(?!\\})`,
    "gi",
  ),
  // Campaign Monitor, Sendy, MailPoet, and text typed by hand: [firstname,fallback=there], [First Name],
  // [subscriber:firstname | default:reader]
  new RegExp(
    `(?<![[!])\\[(?<name>${OBVIOUS})(?:\\s*[,|]\\s*(?<fallback>[^[\\]\\r\\n]{0,100}))?\\](?![(:[\\]])`,
    "gi",
  ),
];
