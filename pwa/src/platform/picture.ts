import { sha256 } from './crypto.ts';

/** A JPEG and what the server knows it by. */
export interface Picture {
  jpeg: File;
  sha256: string;
}
export type ReadPicture = (file: Blob) => Promise<Picture | null>;

/** Enough for a page's width in print. px. */
const LONGEST_PX = 1200;
/** The server takes no smaller edge (security.md P2). px. */
const LEAST_PX = 240;
const QUALITY = 0.9;

/**
 * A drawing, such as a coat of arms or a signature, on white: PNG, JPEG or whatever else this browser reads. Null
 * where it is no picture.
 */
export const pictureOfFile: ReadPicture = async (file) => {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(width, LEAST_PX);
  canvas.height = Math.max(height, LEAST_PX);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = 'white'; // a JPEG knows no transparency
    context.fillRect(0, 0, canvas.width, canvas.height);
    const [left, top] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
    context.drawImage(bitmap, left, top, width, height);
  }
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY);
  });
  if (!context || !blob) return null;
  const bytes = await blob.arrayBuffer();
  return {
    jpeg: new File([bytes], 'gambar.jpg', { type: 'image/jpeg' }),
    sha256: await sha256(bytes),
  };
};
