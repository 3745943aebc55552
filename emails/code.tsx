import { Section, Text } from "react-email";
import { light, monospace } from "./theme";

/** Shows the six digits in large type. They are only in the body of the mail, because lock screens show subjects. */
export function Code({ code }: { code: string }) {
  return (
    <Section
      className="sunken"
      style={{ backgroundColor: light.sunken, border: `1px solid ${light.border}`, borderRadius: 10 }}
    >
      <Text
        className="text code"
        style={{
          margin: 0,
          padding: "14px 0",
          fontFamily: monospace,
          fontSize: 32,
          lineHeight: "38px",
          fontWeight: 600,
          letterSpacing: 8,
          textAlign: "center",
          color: light.text,
        }}
      >
        {code}
      </Text>
    </Section>
  );
}
