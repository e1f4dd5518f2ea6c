// Makes a screenshot small: a palette of its 256 most frequent colours instead of three bytes for each pixel.

import {crc32, deflateSync, inflateSync} from "node:zlib";

const HEADER = 8;
const MAX_COLOURS = 256;

/** A PNG of 8 bits for each of red, green and blue becomes one of a palette (PNG, third edition: 9.2 and 11.2). */
export function smallPng(png) {
  const chunks = chunksOf(png);
  const [header] = chunks.IHDR;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const pixels = unfilter(inflateSync(Buffer.concat(chunks.IDAT)), width * 3, height);
  const {palette, indexOf} = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height); // each row begins with a 0: it has no filter
  for (let i = 0; i < width * height; i++) {
    rows[i + Math.floor(i / width) + 1] = indexOf(pixels.readUIntBE(3 * i, 3));
  }
  const indexed = Buffer.from(header);
  indexed[9] = 3; // the colour type "palette"
  return Buffer.concat([png.subarray(0, HEADER), chunk("IHDR", indexed), chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, {level: 9})), chunk("IEND", Buffer.alloc(0))]);
}

function chunksOf(png) {
  const chunks = {};
  for (let at = HEADER; at < png.length;) {
    const length = png.readUInt32BE(at);
    (chunks[png.toString("latin1", at + 4, at + 8)] ??= []).push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

/** Each byte is stored as the difference to what the bytes on its left and above foretell. */
function unfilter(rows, size, height) {
  const bytes = Buffer.alloc(size * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (size + 1)];
    for (let x = 0; x < size; x++) {
      const at = y * size + x;
      const left = x < 3 ? 0 : bytes[at - 3];
      const above = y === 0 ? 0 : bytes[at - size];
      const corner = x < 3 || y === 0 ? 0 : bytes[at - size - 3];
      const foretold = [0, left, above, left + above >> 1, paeth(left, above, corner)][filter];
      bytes[at] = rows[y * (size + 1) + 1 + x] + foretold;
    }
  }
  return bytes;
}

function paeth(left, above, corner) {
  const [a, b, c] = [left, above, corner].map(value => Math.abs(left + above - corner - value));
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** The most frequent colours; each other colour becomes the nearest of them. */
function paletteOf(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [...counts].sort((one, other) => other[1] - one[1]).slice(0, MAX_COLOURS).map(([colour]) => colour);
  const indices = new Map(colours.map((colour, index) => [colour, index]));
  const indexOf = colour => {
    if (!indices.has(colour)) indices.set(colour, nearest(colours, colour));
    return indices.get(colour);
  };
  return {palette: Buffer.from(colours.flatMap(parts)), indexOf};
}

const parts = colour => [colour >> 16, colour >> 8 & 255, colour & 255];

function nearest(colours, colour) {
  const own = parts(colour);
  const distance = other => parts(other).reduce((sum, part, i) => sum + (part - own[i]) ** 2, 0);
  return colours.reduce((best, other, index) => distance(other) < distance(colours[best]) ? index : best, 0);
}

function chunk(type, data) {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = [data.length, crc32(content)].map(number => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(number);
    return bytes;
  });
  return Buffer.concat([ends[0], content, ends[1]]);
}
