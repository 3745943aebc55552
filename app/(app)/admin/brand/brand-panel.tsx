"use client";

import type { Preloaded } from "convex/react";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/brand";
import page from "../../page.module.css";
import { useLive } from "../../use-live";
import { BrandForm } from "./brand-form";
import styles from "./brand.module.css";
import { LogoField } from "./logo-field";

/** The form for the texts and colours, and the logos, which are saved as soon as they are chosen. */
export function BrandPanel({ settings }: { settings: Preloaded<typeof api.brand.settings> }) {
  const live = useLive(settings);
  const logo = live.brand.logo;
  return (
    <div className={styles.columns}>
      <BrandForm settings={live} />
      <div className={`${page.card} ${page.part}`}>
        <LogoField
          scheme="light"
          label={messages.LOGO}
          hint={messages.LOGO_HINT}
          url={logo?.light.url ?? null}
          isSaved={live.saved.logo !== undefined}
        />
        <LogoField
          scheme="dark"
          label={messages.LOGO_DARK}
          hint={messages.LOGO_DARK_HINT}
          url={logo?.dark.url ?? null}
          isSaved={live.saved.logoDark !== undefined}
        />
      </div>
    </div>
  );
}
