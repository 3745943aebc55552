import { createElement, type ReactElement } from "react";
import { render, toPlainText } from "react-email";
import * as confirmation from "../lib/messages/confirmation-email";
import * as link from "../lib/messages/link-email";
import * as signIn from "../lib/messages/sign-in-email";
import { AccountEmail, type AccountEmailProps } from "./account";
import { ConfirmationEmail, type ConfirmationEmailProps } from "./confirmation";
import { MintedLinkEmail, type MintedLinkEmailProps } from "./minted";
import { SignInEmail, type SignInEmailProps } from "./sign-in";
import { addressLabel } from "./addresses";

/** Keeps html-to-text from writing headings in capitals. */
const AS_WRITTEN = { selectors: [{ selector: "h1", options: { uppercase: false } }] };

export type RenderedEmail = { subject: string; html: string; text: string };

/** Runs in a Convex action and in Node. The same props always give the same bytes, as idempotency keys require. */
export function renderSignInEmail(props: SignInEmailProps): Promise<RenderedEmail> {
  return renderEmail(signIn.subject(props.brand.name), createElement(SignInEmail, props));
}

export function renderConfirmationEmail(props: ConfirmationEmailProps): Promise<RenderedEmail> {
  return renderEmail(confirmation.subject(props.brand.name), createElement(ConfirmationEmail, props));
}

export function renderAccountEmail(props: AccountEmailProps): Promise<RenderedEmail> {
  return renderEmail(props.subject, createElement(AccountEmail, props));
}

export function renderMintedLinkEmail(props: MintedLinkEmailProps): Promise<RenderedEmail> {
  const { invitation, brand } = props;
  const subject = invitation
    ? link.subjectOfInvitation(addressLabel(invitation.by), brand.name)
    : link.subject(brand.name);
  return renderEmail(subject, createElement(MintedLinkEmail, props));
}

async function renderEmail(subject: string, email: ReactElement): Promise<RenderedEmail> {
  const html = await render(email);
  return { subject, html, text: toPlainText(html, AS_WRITTEN) };
}
