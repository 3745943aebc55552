/** The picture beside links to this site: its size, what it shows, and the names that it cannot draw. */
import { describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { DEFAULT_ACCENT } from "@/lib/brand/accent";
import { drawLinkPicture } from "@/lib/server/link-picture";

const SHOWN = { name: "Latchkey", accent: DEFAULT_ACCENT, logo: null };

interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}
/** Where the name is drawn, where the logo or the mark is, and the stripe at the bottom. */
const NAME: Area = { left: 90, top: 310, width: 1100, height: 110 };
const MARK: Area = { left: 90, top: 140, width: 530, height: 150 };
const STRIPE: Area = { left: 0, top: 620, width: 1200, height: 10 };

/** The lowest, highest and mean value of each colour in a part of the picture. */
async function part(png: Uint8Array | null, area: Area) {
  const bytes = await sharp(png!).extract(area).removeAlpha().raw().toBuffer();
  const of = (channel: number) => {
    const values = [...bytes].filter((_, index) => index % 3 === channel);
    const mean = Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
    const [min, max] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    return { mean, min, max };
  };
  return { red: of(0), green: of(1), blue: of(2) };
}

const bytesOf = async (png: Uint8Array | null, area: Area) =>
  (await sharp(png!).extract(area).raw().toBuffer()).toString("base64");

describe("the picture", () => {
  test("is a PNG of 1200 by 630 pixels with the name in dark letters", async () => {
    const png = await drawLinkPicture(SHOWN);
    expect(await sharp(png!).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
    expect((await part(png, NAME)).red).toMatchObject({ min: 28, max: 251 });
  });

  test("has the whole sentence below the name", async () => {
    const png = await drawLinkPicture(SHOWN);
    const ending = { left: 660, top: 430, width: 80, height: 55 };
    expect((await part(png, ending)).red.min).toBeLessThan(120);
  });

  test("differs from that of another name", async () => {
    const [one, other] = [await drawLinkPicture(SHOWN), await drawLinkPicture({ ...SHOWN, name: "Acme" })];
    expect(await bytesOf(one, NAME)).not.toBe(await bytesOf(other, NAME));
    expect(await bytesOf(one, MARK)).not.toBe(await bytesOf(other, MARK));
  });

  test("has the accent colour", async () => {
    const png = await drawLinkPicture({ ...SHOWN, accent: { light: "#1d4ed8", dark: "#ffffff" } });
    const { red, green, blue } = await part(png, STRIPE);
    expect([red.mean, green.mean, blue.mean]).toEqual([0x1d, 0x4e, 0xd8]);
  });

  test("shows the logo in place of the mark", async () => {
    const create = { width: 400, height: 100, channels: 3 as const, background: "#00ff00" };
    const logo = new Uint8Array(await sharp({ create }).png().toBuffer());
    const png = await drawLinkPicture({ ...SHOWN, logo });
    const { red, green } = await part(png, { left: 100, top: 180, width: 300, height: 60 });
    expect([red.mean, green.mean]).toEqual([0, 255]);
  });

  test.each(["A name of forty letters, the longest one", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"])(
    "keeps a long name inside its margins: %s",
    async (name) => {
      const png = await drawLinkPicture({ ...SHOWN, name });
      const edge = { left: 1110, top: 150, width: 90, height: 400 };
      expect((await part(png, edge)).red).toMatchObject({ min: 251, max: 251 });
    },
  );
});

describe("a name", () => {
  test.each(["Ærø Café", "Ünïcode Žluťoučký", "Привет", 'A&B <Co> "Ltd"'])("is drawn: %s", async (name) => {
    expect((await part(await drawLinkPicture({ ...SHOWN, name }), NAME)).red.min).toBe(28);
  });

  test.each(["日本語", "مرحبا", "שלום", "สวัสดี", "한국어", "Acme 🚀", "Acm\u0303e"])(
    "that the font cannot draw gives no picture, instead of boxes: %s",
    async (name) => {
      expect(await drawLinkPicture({ ...SHOWN, name })).toBeNull();
    },
  );

  test("that the font cannot draw is left out beside a logo", async () => {
    const create = { width: 40, height: 40, channels: 3 as const, background: "#00ff00" };
    const logo = new Uint8Array(await sharp({ create }).png().toBuffer());
    const png = await drawLinkPicture({ ...SHOWN, name: "日本語", logo });
    expect((await part(png, NAME)).red).toMatchObject({ min: 251, max: 251 });
  });
});
