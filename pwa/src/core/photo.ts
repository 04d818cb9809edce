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
/** JPEG quality and share of the size to start with, and the steps down while the file is too large. */
const STEPS = [
  [0.72, 1],
  [0.6, 1],
  [0.5, 1],
  [0.4, 1],
  [0.4, 0.7],
  [0.4, 0.5],
  [0.4, 0.35],
] as const;
/** Largest JPEG that is sent, bytes. */
const LARGEST_BYTES = 200 * 1024;

/** What the first step gives that fits, else the last one: of nothing but noise it fits too. */
export async function fitting<T extends { size: number }>(
  encode: (quality: number, scale: number) => Promise<T | null>,
): Promise<T | null> {
  let one: T | null = null;
  for (const [quality, scale] of STEPS) {
    one = (await encode(quality, scale)) ?? one;
    if (one && one.size <= LARGEST_BYTES) break;
  }
  return one;
}

/** Size of the still for a frame, never enlarged. */
export function stillSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_EDGE_PX / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
