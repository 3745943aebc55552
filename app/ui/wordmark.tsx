import type { Logo } from "@/lib/brand/brand";
import { getBrand } from "@/lib/server/brand";
import { KeyMark } from "./key-mark";
import styles from "./wordmark.module.css";

/** The logo, or the name with a key. It is a plain link, so that it works even if the page's scripts have failed. */
export function Wordmark({ href = "/" }: { href?: string }) {
  const { name, logo } = getBrand();
  return (
    <a className={styles.wordmark} href={href}>
      {logo ? (
        <>
          <Picture logo={logo.light} name={name} className={styles.light} />
          <Picture logo={logo.dark} name={name} className={styles.dark} />
        </>
      ) : (
        <>
          <KeyMark />
          {name}
        </>
      )}
    </a>
  );
}

type PictureProps = { logo: Logo; name: string; className: string | undefined };

/** A plain `img`, because next/image would add client JavaScript to the pages that people reach from an email. */
function Picture({ logo: { url, width, height }, name, className }: PictureProps) {
  return (
    <picture className={className}>
      <img src={url} alt={name} width={width} height={height} />
    </picture>
  );
}
