import { MAX_PICTURE_BYTES, MAX_PICTURE_HEIGHT, MAX_PICTURE_WIDTH } from "@/lib/pictures/limits";
import { sniffPicture } from "@/lib/pictures/sniff";

/** Why a file cannot be uploaded. */
export type Unusable = "not-a-picture" | "too-large";
export type Prepared = { bytes: ArrayBuffer } | { unusable: Unusable };

/** Below this size, a PNG stays a PNG, which keeps transparent parts and sharp edges. */
const SMALL_PNG = 400_000;
const QUALITIES = [0.85, 0.7, 0.5];

/**
 * The bytes to upload. The picture is decoded and encoded again: at most 1,200 px wide, upright, and without its
 * metadata, such as the place where it was taken. A GIF is not changed, because it may be an animation.
 */
export async function prepare(file: Blob): Promise<Prepared> {
  const bytes = await file.arrayBuffer();
  const sniffed = sniffPicture(new Uint8Array(bytes));
  if (!sniffed) return { unusable: "not-a-picture" };
  if (sniffed.ending === "gif")
    return bytes.byteLength <= MAX_PICTURE_BYTES ? { bytes } : { unusable: "too-large" };
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return { unusable: "not-a-picture" };
  const canvas = drawn(bitmap);
  bitmap.close();
  const encoded = await encode(canvas, sniffed.ending === "jpg");
  return encoded ? { bytes: await encoded.arrayBuffer() } : { unusable: "too-large" };
}

function drawn(bitmap: ImageBitmap): HTMLCanvasElement {
  const { width, height } = sizeWithin(bitmap);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
  }
  return canvas;
}

/** The largest size within the limits, with the same proportions. A small picture keeps its size. */
export function sizeWithin({ width, height }: { width: number; height: number }) {
  const scale = Math.min(1, MAX_PICTURE_WIDTH / width, MAX_PICTURE_HEIGHT / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** PNG or JPEG, because not every mail program shows WebP. Null if the picture is too large in every quality. */
async function encode(canvas: HTMLCanvasElement, isPhoto: boolean): Promise<Blob | null> {
  if (!isPhoto) {
    const png = await blobOf(canvas, "image/png");
    if (png && png.size <= (isSeeThrough(canvas) ? MAX_PICTURE_BYTES : SMALL_PNG)) return png;
    onWhite(canvas);
  }
  for (const quality of QUALITIES) {
    const jpeg = await blobOf(canvas, "image/jpeg", quality);
    if (jpeg && jpeg.size <= MAX_PICTURE_BYTES) return jpeg;
  }
  return null;
}

const blobOf = (canvas: HTMLCanvasElement, type: string, quality?: number) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));

function isSeeThrough(canvas: HTMLCanvasElement): boolean {
  const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return true;
  return false;
}

/** Puts a background behind transparent parts, because JPEG would show them black. */
function onWhite(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
}
