import { fitting, stillSize } from '../core/photo.ts';

/** A JPEG and a small copy of its pixels for the checks of light and sharpness. */
export interface Still {
  jpeg: ArrayBuffer;
  /** RGBA of the still scaled down to `SAMPLE_WIDTH_PX` columns. */
  sample: Uint8ClampedArray;
}
export const SAMPLE_WIDTH_PX = 160;

/** A frame of the running camera. Null where the frame has no picture yet or memory ran out. */
export const stillOfVideo = (video: HTMLVideoElement): Promise<Still | null> =>
  still(video, video.videoWidth, video.videoHeight);

/**
 * A picture chosen by the phone's own camera or gallery, upright, without its metadata: the canvas
 * keeps pixels only. Null where the file is no picture that this browser can read (HEIC on some).
 */
export async function stillOfFile(file: Blob): Promise<Still | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  try {
    return await still(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

async function still(
  source: CanvasImageSource,
  fullWidth: number,
  fullHeight: number,
): Promise<Still | null> {
  if (fullWidth === 0 || fullHeight === 0) return null;
  const { width, height } = stillSize(fullWidth, fullHeight);
  const canvas = drawn(source, width, height);
  if (!canvas) return null;
  const jpeg = await encoded(canvas);
  const sampleHeight = Math.max(1, Math.round((height * SAMPLE_WIDTH_PX) / width));
  const small = drawn(canvas, SAMPLE_WIDTH_PX, sampleHeight);
  const pixels = small?.getContext('2d')?.getImageData(0, 0, SAMPLE_WIDTH_PX, sampleHeight);
  return jpeg && pixels ? { jpeg, sample: pixels.data } : null;
}

function drawn(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context?.drawImage(source, 0, 0, width, height);
  return context ? canvas : null;
}

async function encoded(canvas: HTMLCanvasElement): Promise<ArrayBuffer | null> {
  const blob = await fitting((quality, scale) => {
    const { width, height } = canvas;
    const scaled = scale < 1 ? drawn(canvas, width * scale, height * scale) : canvas;
    return new Promise<Blob | null>((resolve) => {
      if (scaled) scaled.toBlob(resolve, 'image/jpeg', quality);
      else resolve(null);
    });
  });
  return blob ? blob.arrayBuffer() : null;
}

/** An address under which the page can show the bytes; give it back with `revokePreview`. */
export const previewOf = (jpeg: ArrayBuffer): string =>
  URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }));
export const revokePreview = (url: string): void => URL.revokeObjectURL(url);
