import { createContext, type ReactNode, useContext } from "react";
import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from "react-email";
import { LANGUAGE } from "../lib/messages/language";
import { BUTTON_DOES_NOT_WORK } from "../lib/messages/emails";
import { type Accent, DEFAULT_ACCENT } from "../lib/brand/accent";
import type { Brand } from "../lib/brand/brand";
import { BrandFooter, BrandHead } from "./brand";
import { font, light, stylesheetFor } from "./theme";

const AccentContext = createContext<Accent>(DEFAULT_ACCENT);

const text = { margin: "0 0 16px", fontSize: 16, lineHeight: "25px", color: light.text };

/**
 * The frame of every email: one card on a plain background. `preheader` is the line that an inbox shows beside the
 * subject. Without a preheader, the inbox shows the beginning of the text.
 */
export function Layout({
  brand,
  preheader,
  language = LANGUAGE,
  footer,
  children,
}: {
  brand: Brand;
  preheader: string | null;
  language?: string;
  footer: ReactNode;
  children: ReactNode;
}) {
  return (
    <Html lang={language}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{stylesheetFor(brand.accent)}</style>
      </Head>
      {preheader === null ? null : <Preview>{preheader}</Preview>}
      <Body style={{ margin: 0, fontFamily: font }}>
        <Section className="bg" style={{ backgroundColor: light.bg }}>
          <Container style={{ maxWidth: 520, padding: "32px 16px" }}>
            <BrandHead brand={brand} />
            <Section
              className="surface"
              style={{
                padding: "36px 36px 28px",
                backgroundColor: light.surface,
                border: `1px solid ${light.border}`,
                borderRadius: 14,
              }}
            >
              <AccentContext value={brand.accent}>{children}</AccentContext>
            </Section>
            <Text
              className="muted"
              lang={LANGUAGE}
              dir="ltr"
              style={{ margin: "20px 4px 0", fontSize: 13, lineHeight: "20px", color: light.muted }}
            >
              {footer}
              <BrandFooter brand={brand} />
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

export function Title({ children }: { children: ReactNode }) {
  return (
    <Heading
      as="h1"
      className="text"
      style={{
        ...text,
        margin: "0 0 12px",
        fontSize: 24,
        lineHeight: "30px",
        fontWeight: 600,
        letterSpacing: -0.5,
      }}
    >
      {children}
    </Heading>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={text}>
      {children}
    </Text>
  );
}

export function Small({ children }: { children: ReactNode }) {
  return (
    <Text
      className="muted"
      style={{ margin: "0 0 8px", fontSize: 14, lineHeight: "21px", color: light.muted }}
    >
      {children}
    </Text>
  );
}

export function LinkButton({ url, label }: { url: string; label: string }) {
  const accent = useContext(AccentContext);
  return (
    <Button
      className="button"
      dir="auto"
      href={url}
      style={{
        display: "block",
        margin: "8px 0 24px",
        padding: "14px 20px",
        backgroundColor: accent.light,
        borderRadius: 10,
        color: light.onAccent,
        fontSize: 16,
        fontWeight: 600,
        textAlign: "center",
        textDecoration: "none",
      }}
    >
      {label}
    </Button>
  );
}

/**
 * The URL of the button as text, for people who want to see where it leads or cannot press it. It is left out of the
 * plain text, which contains the URL already.
 */
export function WrittenOutLink({ url }: { url: string }) {
  const accent = useContext(AccentContext);
  return (
    <Section data-skip-in-text="true">
      <Small>
        {BUTTON_DOES_NOT_WORK}
        <br />
        <Link className="accent" href={url} style={{ color: accent.light, wordBreak: "break-all" }}>
          {url}
        </Link>
      </Small>
    </Section>
  );
}
