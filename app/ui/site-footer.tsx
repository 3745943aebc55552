import * as messages from "@/lib/messages/common";
import { getBrand } from "@/lib/server/brand";
import styles from "./site-footer.module.css";

/** The brand's support address and links, below every page. Nothing if the brand has none. */
export function SiteFooter({ className }: { className?: string }) {
  const { supportEmail, footerLinks } = getBrand();
  const links = supportEmail
    ? [...footerLinks, { label: messages.SUPPORT, url: `mailto:${supportEmail}` }]
    : footerLinks;
  if (links.length === 0) return null;
  return (
    <nav className={className} aria-label={messages.FOOTER}>
      <ul className={styles.links}>
        {links.map(({ label, url }) => (
          <li key={url}>
            <a href={url} rel="noreferrer">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
