/** The addresses of uploaded pictures: `/pictures/<key>-<width>x<height>.<ending>`, on this site. */

export const PICTURE_TYPES = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
} as const;
export type PictureEnding = keyof typeof PICTURE_TYPES;

export type PictureAddress = {
  /** 128 random bits as base64url. */
  key: string;
  width: number;
  height: number;
  ending: PictureEnding;
};

const FILE = "([A-Za-z0-9_-]{22})-(\\d{1,5})x(\\d{1,5})\\.(png|jpg|gif|webp)";
const WHOLE_FILE = new RegExp(`^${FILE}$`);
const WHOLE_PATH = new RegExp(`^/pictures/${FILE}$`);
const ANY_PATH = new RegExp(`/pictures/${FILE}`, "g");

export const picturePath = ({ key, width, height, ending }: PictureAddress): string =>
  `/pictures/${key}-${width}x${height}.${ending}`;

/** The parts of a picture's file name, or null if it is not one. */
export const pictureOfFile = (file: string): PictureAddress | null => partsOf(WHOLE_FILE.exec(file));
export const pictureOfPath = (path: string): PictureAddress | null => partsOf(WHOLE_PATH.exec(path));

function partsOf(match: RegExpExecArray | null): PictureAddress | null {
  if (!match) return null;
  const [, key = "", width, height, ending] = match;
  return { key, width: Number(width), height: Number(height), ending: ending as PictureEnding };
}

/**
 * The keys of all pictures in a message. The result may also contain keys that the message does not use as pictures.
 */
export const pictureKeysIn = (markdown: string): string[] => [
  ...new Set([...markdown.matchAll(ANY_PATH)].map(([, key = ""]) => key)),
];

/**
 * The Markdown of a picture. A picture without a description is decoration, and screen readers skip it. Variables in
 * a description are filled as elsewhere.
 */
export function pictureMarkdown(description: string, path: string): string {
  const words = description.replace(/\s+/g, " ").trim();
  return `![${words.replace(/&(?=#?\w+;)|[\\`]|[[\]]/g, escaped)}](${path})`;
}

const REFERENCES: Record<string, string> = { "&": "&amp;", "\\": "&#92;", "`": "&#96;" };

/** In a description, Markdown allows a backslash before brackets only. */
const escaped = (character: string) => REFERENCES[character] ?? `\\${character}`;
