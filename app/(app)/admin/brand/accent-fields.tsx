import { ColorInput } from "@mantine/core";
import type { GetInputPropsReturnType } from "@mantine/form";
import { type Accent, contrastOf, readableShade, type Scheme } from "@/lib/brand/accent";
import { parseColor } from "@/lib/brand/color";
import * as messages from "@/lib/messages/brand";
import controls from "../../../ui/controls.module.css";
import styles from "./brand.module.css";
import { schemeColors } from "./scheme-colors";

export type AccentFieldsProps = {
  values: { accent: string; accentDark: string };
  /** The colours that pages have now. */
  usual: Accent;
  light: GetInputPropsReturnType;
  dark: GetInputPropsReturnType;
};

/** The two accent colours, with a preview of a button and a link in each scheme. */
export function AccentFields({ values, usual, light, dark }: AccentFieldsProps) {
  const accent = typedAccent(values, usual);
  return (
    <>
      <div className={styles.pair}>
        <ColorInput
          label={messages.ACCENT}
          description={messages.ACCENT_HINT}
          placeholder={usual.light}
          autoComplete="off"
          eyeDropperButtonProps={{ "aria-label": messages.PICK_COLOR }}
          {...light}
        />
        <ColorInput
          label={messages.ACCENT_DARK}
          description={messages.ACCENT_DARK_HINT}
          placeholder={accent.dark}
          autoComplete="off"
          eyeDropperButtonProps={{ "aria-label": messages.PICK_COLOR }}
          {...dark}
        />
      </div>
      <div className={styles.pair} role="group" aria-label={messages.PREVIEW}>
        <Sample scheme="light" title={messages.PREVIEW_LIGHT} accent={accent} />
        <Sample scheme="dark" title={messages.PREVIEW_DARK} accent={accent} />
      </div>
    </>
  );
}

/** The colours that pages would have: what is typed, if it is a colour. */
function typedAccent({ accent, accentDark }: AccentFieldsProps["values"], usual: Accent): Accent {
  const light = parseColor(accent);
  const derived = light === null ? usual.dark : readableShade(light, "dark");
  return { light: light ?? usual.light, dark: parseColor(accentDark) ?? derived };
}

function Sample({ scheme, title, accent }: { scheme: Scheme; title: string; accent: Accent }) {
  return (
    <div className={styles.sample} style={schemeColors(scheme, accent[scheme])}>
      <span className={controls.hint}>{title}</span>
      <span className={controls.button}>{messages.PREVIEW_BUTTON}</span>
      <span className={styles.link}>{messages.PREVIEW_LINK}</span>
      <span className={controls.hint}>{messages.contrastHint(contrastOf(accent[scheme], scheme))}</span>
    </div>
  );
}
