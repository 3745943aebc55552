import { Img, Link, Text } from "react-email";
import type { Brand, Logo } from "../lib/brand/brand";
import { questionsTo } from "../lib/messages/emails";
import { light } from "./theme";

/** In pixels. */
const LOGO_HEIGHT = 32;

/** The logo, or the name where there is no logo. A mail program that shows no pictures shows the name instead. */
export function BrandHead({ brand: { name, logo } }: { brand: Brand }) {
  return (
    <Text
      className="text"
      style={{
        margin: "0 4px 16px",
        fontSize: 17,
        fontWeight: 600,
        letterSpacing: -0.3,
        color: light.text,
      }}
    >
      {logo ? (
        <>
          <Picture logo={logo.light} name={name} className="logo-light" display="inline-block" />
          <Picture logo={logo.dark} name={name} className="logo-dark" display="none" />
        </>
      ) : (
        name
      )}
    </Text>
  );
}

type PictureProps = { logo: Logo; name: string; className: string; display: "inline-block" | "none" };

function Picture({ logo: { url, width, height }, name, className, display }: PictureProps) {
  const shownWidth = width && height ? Math.round((width * LOGO_HEIGHT) / height) : undefined;
  return (
    <Img
      className={className}
      src={url}
      alt={name}
      width={shownWidth}
      height={LOGO_HEIGHT}
      style={{ display, height: LOGO_HEIGHT, width: shownWidth ?? "auto", maxWidth: "100%" }}
    />
  );
}

/** Where to ask questions, and the footer links. Nothing if the brand has neither. */
export function BrandFooter({ brand: { supportEmail, footerLinks } }: { brand: Brand }) {
  return (
    <>
      {supportEmail === null ? null : (
        <>
          <br />
          {questionsTo(supportEmail)}
        </>
      )}
      {footerLinks.map(({ label, url }, index) => (
        <span key={url}>
          {index === 0 ? <br /> : " · "}
          <Link className="muted" href={url} style={{ color: light.muted, textDecoration: "underline" }}>
            {label}
          </Link>
        </span>
      ))}
    </>
  );
}

/** The same lines for the plain text of a campaign. */
export const brandFooterLines = ({ supportEmail, footerLinks }: Brand): string[] => [
  ...(supportEmail === null ? [] : [questionsTo(supportEmail)]),
  ...footerLinks.map(({ label, url }) => `${label}: ${url}`),
];
