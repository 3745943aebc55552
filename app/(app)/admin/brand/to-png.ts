import { ConvexError } from "convex/values";
import type { Failure } from "@/lib/failure";
import { MAX_LOGO_HEIGHT, MAX_LOGO_WIDTH } from "@/lib/brand/logo";
import { NOT_A_PICTURE } from "@/lib/messages/brand";

/**
 * Draws a picture again as a PNG of at most the logo's size. Everything else in the file is dropped, such as the
 * scripts of an SVG or the place where a photo was taken.
 */
export async function toPng(file: Blob): Promise<ArrayBuffer> {
  const url = URL.createObjectURL(file);
  try {
    const image = await loaded(url);
    const canvas = drawn(image);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw notAPicture();
    return await blob.arrayBuffer();
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Looks like a refusal of the server, so that the page shows its text. */
const notAPicture = () => new ConvexError<Failure>({ code: "invalid", message: NOT_A_PICTURE });

async function loaded(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => {
    throw notAPicture();
  });
  return image;
}

/** An SVG without a size of its own is drawn as high as a logo may be. */
function drawn(image: HTMLImageElement): HTMLCanvasElement {
  const width = image.naturalWidth || MAX_LOGO_HEIGHT;
  const height = image.naturalHeight || MAX_LOGO_HEIGHT;
  const scale = Math.min(1, MAX_LOGO_WIDTH / width, MAX_LOGO_HEIGHT / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
