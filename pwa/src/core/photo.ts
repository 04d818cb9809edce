/** What a look at the still advises before it is used. Advice, never a block (issue §3.2). */
export interface Advice {
  dark: boolean;
  blurred: boolean;
}

/** Mean luminance (0–255) below which faces and banners are no longer seen. */
const DARK_BELOW = 40;
/**
 * Variance of the Laplacian below which edges are smeared, on a still scaled to 160 px. The roll-call
 * scene of the design scores 1,359 sharp, 89 at a Gaussian blur of 8 px (of 1,200) and 32 at 12 px.
 */
const BLURRED_BELOW = 60;

/** Grey values of RGBA bytes, by ITU-R BT.601. */
export function greyOf(rgba: Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(rgba.length / 4);
  for (let i = 0; i < grey.length; i += 1) {
    const at = i * 4;
    grey[i] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
  }
  return grey;
}

const mean = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Variance of the 4-neighbour Laplacian: the usual measure of sharpness. */
export function sharpness(grey: Float32Array, width: number): number {
  const height = Math.floor(grey.length / width);
  const edges = new Float32Array(Math.max(0, (width - 2) * (height - 2)));
  let n = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const around =
        (grey[at - 1] ?? 0) +
        (grey[at + 1] ?? 0) +
        (grey[at - width] ?? 0) +
        (grey[at + width] ?? 0);
      edges[n] = 4 * (grey[at] ?? 0) - around;
      n += 1;
    }
  }
  const middle = mean(edges);
  return mean(edges.map((edge) => (edge - middle) ** 2));
}

/** `rgba` is the still scaled down to `width` columns. */
export function adviceOn(rgba: Uint8ClampedArray, width: number): Advice {
  const grey = greyOf(rgba);
  const dark = mean(grey) < DARK_BELOW;
  return { dark, blurred: !dark && sharpness(grey, width) < BLURRED_BELOW };
}

/** Longest edge of a still, px (architecture.md §2). */
export const LONGEST_EDGE_PX = 1_600;
/** JPEG quality to start with, and the steps down while the file is too large. */
export const QUALITIES = [0.72, 0.6, 0.5, 0.4] as const;
/** Largest JPEG that is sent, bytes. */
export const LARGEST_BYTES = 200 * 1024;

/** Size of the still for a frame, never enlarged. */
export function stillSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_EDGE_PX / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
