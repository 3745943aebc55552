import { ImageResponse } from "next/og";
import { APP_NAME } from "@/lib/app-name";
import { route } from "@/lib/server/route";

const SIZE = { width: 1200, height: 630 };
/** --bg, --text, --muted and --accent of tokens.css. */
const COLOURS = { ground: "#fbfaf8", text: "#1c1917", muted: "#6b645c", accent: "#8f621a" };

/** The picture that chat programs and social networks show for a link to this site. */
function drawPicture(): Response {
  return new ImageResponse(
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "center",
        padding: 96,
        background: COLOURS.ground,
        color: COLOURS.text,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 28, fontSize: 88, letterSpacing: -3 }}>
        <svg width="112" height="112" viewBox="0 0 24 24" fill="none" stroke={COLOURS.accent} strokeWidth="2">
          <circle cx="7.5" cy="12" r="4.25" />
          <path d="M11.75 12H21.5M17 12v4M21.5 12v3" />
        </svg>
        {APP_NAME}
      </div>
      <div style={{ display: "flex", marginTop: 36, fontSize: 44, color: COLOURS.muted }}>
        Sign in with a link from your email.
      </div>
    </div>,
    { ...SIZE, headers: { "Cache-Control": "public, max-age=86400" } },
  );
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: drawPicture,
  HEAD: drawPicture,
});
