import { createElement } from "react";
import { render } from "react-email";
import { markdownToHtml, markdownToText } from "./markdown/markdown";
import type { Brand } from "../lib/brand/brand";
import { directionOf, languageOf } from "../lib/language";
import * as messages from "../lib/messages/campaign-email";
import { escapeHtml } from "../lib/merge-fields";
import { brandFooterLines } from "./brand";
import { CampaignEmail, linesOf } from "./campaign";
import type { CampaignTemplate } from "./fill-campaign-template";
import { createMarkers, type Markers } from "./markers";
import { hostOf } from "./addresses";
import { light } from "./theme";

export { fillCampaignTemplate, type CampaignTemplate } from "./fill-campaign-template";

export type CampaignDraft = {
  subject: string;
  preheader: string;
  /** Markdown. */
  body: string;
  buttonLabel: string;
};

export type TemplateOptions = {
  siteUrl: string;
  brand: Brand;
};

/**
 * Renders a draft once for all of its recipients. Call it in an action or in Node, because React Email cannot run in a
 * mutation. The same draft always gives the same template. Throws RangeError if the body is longer than
 * MAX_MARKDOWN_LENGTH.
 */
export async function renderCampaignTemplate(
  draft: CampaignDraft,
  options: TemplateOptions,
): Promise<CampaignTemplate> {
  const { subject, preheader, buttonLabel } = draft;
  const { siteUrl, brand } = options;
  const markers = createMarkers([
    subject,
    preheader,
    draft.body,
    buttonLabel,
    siteUrl,
    JSON.stringify(brand),
  ]);
  const body = markers.mark(draft.body);
  return {
    subject: markers.split(markers.mark(oneLineOf(subject)), { plain: "header", url: "textUrl" }),
    html: markers.split(await renderHtml(draft, body, options, markers), { plain: "html", url: "htmlUrl" }),
    text: markers.split(renderText(draft, body, options, markers), { plain: "text", url: "textUrl" }),
  };
}

const oneLineOf = (subject: string) => subject.replace(/\s+/g, " ");

async function renderHtml(
  draft: CampaignDraft,
  body: string,
  { siteUrl, brand }: TemplateOptions,
  markers: Markers,
): Promise<string> {
  const words = markers.without(markdownToText(body, { siteUrl, markers }));
  const html = await render(
    createElement(CampaignEmail, {
      preheader: draft.preheader.trim() === "" ? null : markers.standIn,
      language: languageOf(words),
      direction: directionOf(words) ?? "ltr",
      bodyHtml: withAccent(markdownToHtml(body, { siteUrl, markers }), brand),
      buttonLabel: markers.mark(draft.buttonLabel),
      linkUrl: markers.place("linkUrl"),
      unsubscribeUrl: markers.place("unsubscribeUrl"),
      address: markers.place("address"),
      siteUrl,
      brand,
    }),
  );
  return html.replaceAll(markers.standIn, () => escapeHtml(markers.mark(draft.preheader)));
}

/**
 * Gives the links of the message the brand's colour. Quotes in the message are escaped in the HTML, so nothing that
 * somebody wrote can match.
 */
const withAccent = (html: string, { accent }: Brand): string =>
  html.replaceAll(
    `class="accent" style="color:${light.accent};`,
    `class="accent" style="color:${accent.light};`,
  );

/** Renders the plain text from the Markdown, because converting the HTML back into text loses lists and tables. */
function renderText(
  draft: CampaignDraft,
  body: string,
  { siteUrl, brand }: TemplateOptions,
  markers: Markers,
): string {
  const footer = [
    messages.sentTo(markers.place("address"), hostOf(siteUrl)),
    messages.unsubscribeAt(markers.place("unsubscribeUrl")),
    ...linesOf(brand.postalAddress),
    ...brandFooterLines(brand),
  ];
  return [
    markdownToText(body, { siteUrl, markers }),
    `${markers.mark(draft.buttonLabel)}:\n${markers.place("linkUrl")}`,
    messages.DO_NOT_FORWARD,
    `-- \n${footer.join("\n")}\n`,
  ].join("\n\n");
}
