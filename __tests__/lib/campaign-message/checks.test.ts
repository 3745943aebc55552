import { describe, expect, it } from "@jest/globals";
import { variableProblems } from "../../../lib/campaign-message/checks";
import {
  audienceOf,
  fallbackFor,
  type MessageTexts,
  replaceVariable,
} from "../../../lib/campaign-message/columns";
import { replaceForeign } from "../../../lib/campaign-message/foreign-variables";

const counts = { recipients: 10, "has:firstname": 10, "has:name": 10, "has:email": 10, "has:company": 7 };
const AUDIENCE = audienceOf(counts);
const NOBODY = audienceOf({});
const texts = (body: string, changes: Partial<MessageTexts> = {}): MessageTexts => ({
  subject: "",
  preheader: "",
  body,
  buttonLabel: "",
  ...changes,
});
const problems = (body: string, audience = AUDIENCE) => variableProblems(texts(body), audience);
const fixed = (body: string, audience = AUDIENCE) =>
  problems(body, audience).foreign.reduce(
    (message, found) => ({ ...message, ...replaceForeign(message, found) }),
    texts(body),
  ).body;

describe("variables of other tools", () => {
  it.each([
    ["*|FNAME|*", "{{firstName|there}}"],
    ["*|LNAME|*", "{{lastName|}}"],
    ["*|EMAIL|*", "{{email}}"],
    ["*|COMPANY|*", "{{company|your company}}"],
    ["*|IF:FNAME|*x*|END:IF|*", "x"],
    ["*|UNSUB|*", ""],
    ["%%first_name%%", "{{firstName|there}}"],
    ["%%=v(@first)=%%", ""],
    ["%FIRSTNAME%", "{{firstName|there}}"],
    ["%recipient.first_name%", "{{firstName|there}}"],
    ["{{contact.first_name}}", "{{firstName|there}}"],
    ['{{ contact.FIRSTNAME | default : "friend" }}', "{{firstName|friend}}"],
    ['{{ subscriber.name | default: "x" }}', "{{name|x}}"],
    ["{{ first_name | capitalize }}", "{{firstName|there}}"],
    ["{{ first_name|default:'reader' }}", "{{firstName|reader}}"],
    ["{{ .Subscriber.FirstName }}", "{{firstName|there}}"],
    ["{{lead.First Name:default=you}}", "{{firstName|you}}"],
    ['{{var:firstname:"you"}}', "{{firstName|you}}"],
    ["{{CONTACT `subscriber_first_name`}}", "{{firstName|there}}"],
    ["{{{name}}}", "{{name|there}}"],
    ["{{#if name}}a{{else}}b{{/if}}", "ab"],
    ["{{!-- a note --}}", ""],
    ["{{unsubscribe_url}}", ""],
    ["{% if name %}a{% endif %}", "a"],
    ["[[firstName]]", "{{firstName|there}}"],
    ['[[data:firstname:"you"]]', "{{firstName|you}}"],
    ['[[FIRSTNAME OR "friend"]]', "{{firstName|friend}}"],
    ["$[FNAME|friend]$", "{{firstName|friend}}"],
    ["${name}", "{{name|there}}"],
    ["#{user.name}", "{{name|there}}"],
    ["$FNAME$", "{{firstName|there}}"],
    ["@@company@@", "{{company|your company}}"],
    ["<%= name %>", "{{name|there}}"],
    ["{!firstname_fix}", "{{firstName|there}}"],
    ["{$name}", "{{name|there}}"],
    ["«First_Name»", "{{firstName|there}}"],
    ["<<First Name>>", "{{firstName|there}}"],
    ["-first_name-", "{{firstName|there}}"],
    ['{first_name, "friend"}', "{{firstName|friend}}"],
    ["{FirstName|friend}", "{{firstName|friend}}"],
    ["[firstname,fallback=friend]", "{{firstName|friend}}"],
    ["[subscriber:firstname | default:reader]", "{{firstName|reader}}"],
    ["[First Name]", "{{firstName|there}}"],
  ])("%s becomes %j", (written, fix) => {
    const found = problems(`Hi ${written}, come`);
    expect(found.foreign.length).toBeGreaterThan(0);
    expect({ ...found, foreign: [] }).toEqual({ foreign: [], unknown: [], blanks: [] });
    expect(fixed(`Hi ${written}, come`)).toBe(`Hi ${fix}, come`);
  });

  it.each([
    "Hi {{firstName|there}} and {{ first name }}",
    "Save 50%% today, 20%% tomorrow: https://x.example/%E2%80%93%20A%2F",
    "He said «Bonjour» [1], [a link](https://x.example) and [[1]](https://x.example)",
    "Price: $5 {really} at 10 < 20 << 30, a*b|c*d, a-name-that-is-long, user@@host",
    "## Heading ##\n\n| a | b |\n|---|---|",
    '```\n{ "json": true }\n```',
    "![name](https://x.example/a.png) [email](mailto:a@x.example)",
  ])("are not found in %j", (body) => expect(problems(body).foreign).toEqual([]));

  it("are not reported if the list has a column of that name", () => {
    const audience = audienceOf({ recipients: 1, "has:whatsyournamefirst": 1, "has:ifany": 1 });
    expect(problems("{{What's your name: (first)}} {{if any|title}}", audience).foreign).toEqual([]);
  });

  it("without a matching column are removed, or kept while there is no audience", () => {
    expect(fixed("*|MMERGE7|*")).toBe("");
    expect(fixed("*|FAV_COLOUR|*", NOBODY)).toBe("{{FAV_COLOUR|your fav colour}}");
  });

  it("are reported once each, from every text, and replaced in all texts", () => {
    const message = texts("*|FNAME|* *|FNAME|*", { subject: "*|FNAME|*", buttonLabel: "Go" });
    const [found, ...others] = variableProblems(message, AUDIENCE).foreign;
    expect(others).toEqual([]);
    expect(replaceForeign(message, found!)).toEqual({
      body: "{{firstName|there}} {{firstName|there}}",
      subject: "{{firstName|there}}",
    });
  });
});

describe("columns that do not exist", () => {
  it.each([
    ["nickname", "name"],
    ["colour", null],
    ["compny", "company"],
    ["companyName", "company"],
    ["frist_name", "firstName"],
  ])("are named: %s probably means %s", (name, meant) => {
    expect(problems(`{{${name}}} {{${name}|x}}`)).toMatchObject({ unknown: [{ name, meant }], blanks: [] });
  });

  it("are not reported before there is an audience", () => {
    expect(problems("{{nickname}}", NOBODY).unknown).toEqual([]);
  });

  it("do not include the built-in variables", () => {
    expect(problems("{{lastName}}")).toMatchObject({
      unknown: [],
      blanks: [{ key: "lastname", lacking: 10 }],
    });
  });
});

describe("values that some recipients lack", () => {
  it("are counted, unless every use has a fallback", () => {
    expect(problems("{{company}}").blanks).toEqual([{ name: "company", key: "company", lacking: 3 }]);
    expect(problems("{{company|you}}").blanks).toEqual([]);
    expect(problems("{{company|you}} {{Company}}").blanks).toHaveLength(1);
  });

  it.each([
    ["firstName", "there"],
    ["company", "your company"],
    ["companySize", "your company size"],
    ["job_title", "your role"],
    ["lastName", ""],
  ])("of %s get the fallback %j", (name, fallback) => expect(fallbackFor(name)).toBe(fallback));

  it("get a fallback wherever they have none, and nothing else changes", () => {
    const message = texts("{{ company }} {{name}} {{Company|you}}", {
      subject: "{{company}}",
      preheader: "x",
    });
    const replacement = ({ name, fallback }: { name: string; fallback: string | null }) =>
      `{{${name}|${fallback ?? "your company"}}}`;
    expect(replaceVariable(message, "company", replacement)).toEqual({
      body: "{{company|your company}} {{name}} {{Company|you}}",
      subject: "{{company|your company}}",
    });
  });
});
