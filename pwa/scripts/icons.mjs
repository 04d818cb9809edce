// Draws the icons and the iOS start-up images from the mark's geometry: no picture is kept in the repository.
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const DEEP = [0x15, 0x1c, 0x48];
const WHITE = [0xff, 0xff, 0xff];
const YELLOW = [0xf6, 0xb9, 0x1a];
/** The mark on its 32 × 32 field: filled dots, and one ring for the place still open. */
const DOTS = [
  { x: 16, y: 7.6, r: 3, colour: YELLOW },
  ...[8, 16, 24].map((x) => ({ x, y: 15.5, r: 2.4, colour: WHITE })),
  ...[8, 16].map((x) => ({ x, y: 23.5, r: 2.4, colour: WHITE })),
  { x: 24, y: 23.5, r: 2, ring: 0.75, colour: WHITE },
];

/** CSS size and pixel ratio of the iPhones and iPads whose start-up image must match exactly. */
export const SPLASHES = [
  [320, 568, 2],
  [375, 667, 2],
  [375, 812, 3],
  [390, 844, 3],
  [393, 852, 3],
  [402, 874, 3],
  [414, 736, 3],
  [414, 896, 2],
  [414, 896, 3],
  [428, 926, 3],
  [430, 932, 3],
  [440, 956, 3],
  [768, 1024, 2],
  [820, 1180, 2],
];
export const splashName = ([width, height, ratio]) => `splash-${width}x${height}-${ratio}x.png`;

/** How much of a pixel a dot covers, 0 to 1, by the distance to its edge. */
function coverage(dot, x, y, scale) {
  const distance = Math.hypot(x - dot.x, y - dot.y);
  const edge = dot.ring ? dot.ring - Math.abs(distance - dot.r) : dot.r - distance;
  return Math.min(1, Math.max(0, edge * scale + 0.5));
}

/** RGB rows of a picture with the mark, `side` pixels wide, in its middle. */
function draw(width, height, side) {
  const pixels = Buffer.alloc((width * 3 + 1) * height);
  const scale = side / 32;
  const left = (width - side) / 2;
  const top = (height - side) / 2;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const x = (column + 0.5 - left) / scale;
      const y = (row + 0.5 - top) / scale;
      let colour = DEEP;
      if (x > 0 && x < 32 && y > 0 && y < 32) {
        for (const dot of DOTS) {
          const share = coverage(dot, x, y, scale);
          if (share > 0) colour = colour.map((c, i) => c + (dot.colour[i] - c) * share);
        }
      }
      const at = row * (width * 3 + 1) + 1 + column * 3;
      pixels.set(colour.map(Math.round), at);
    }
  }
  return pixels;
}

const CRC_TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC_TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** One chunk of a PNG file (PNG 3rd edition §5.3). */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(width, height, side) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(draw(width, height, side))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function writeIcons(folder) {
  mkdirSync(folder, { recursive: true });
  const square = (name, size, share) =>
    writeFileSync(`${folder}/${name}`, png(size, size, size * share));
  square('icon-192.png', 192, 0.94);
  square('icon-512.png', 512, 0.94);
  square('apple-touch-180.png', 180, 0.86);
  square('maskable-512.png', 512, 0.68); // the mark stays inside the safe circle of 80 %
  for (const splash of SPLASHES) {
    const [width, height, ratio] = splash;
    const side = width * ratio * 0.3;
    writeFileSync(`${folder}/${splashName(splash)}`, png(width * ratio, height * ratio, side));
  }
}
