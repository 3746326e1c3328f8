import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { readPng, writeGreyPng } from '../../src/files/png/png.ts';
import { withPngTexts } from '../../src/files/png/text-chunks.ts';

const plain = writeGreyPng(
  Uint8Array.from({ length: 12 }, (_, i) => 20 * i),
  3,
  4,
);

test('another reader finds the texts, and the same pixels', () => {
  // fast-png reads tEXt and checks every checksum.
  const told = withPngTexts(plain, [
    ['Title', 'Reconstruction: Shepp–Logan 1974'],
    ['Window', 'W 1500  L −600 HU'],
    ['Description', '720 views over 180°, 736 channels × 0.5 mm'],
  ]);
  const { text, data, width, height } = decode(told, { checkCrc: true });
  expect(text).toEqual({
    Title: 'Reconstruction: Shepp-Logan 1974',
    Window: 'W 1500  L -600 HU',
    Description: '720 views over 180°, 736 channels × 0.5 mm',
  });
  expect([width, height]).toEqual([4, 3]);
  expect([...data]).toEqual([...decode(plain).data]);
  expect(readPng(told, 'told.png')).toEqual(readPng(plain, 'plain.png'));
});

test('what Latin-1 cannot say is said in UTF-8', () => {
  const told = withPngTexts(plain, [['Title', '頭 ∅']]);
  expect(decode(told, { checkCrc: true }).text).toEqual({});
  // Keyword, end, not compressed, by no method, no language, no translated keyword (PNG specification § 11.3.3.4).
  const content = new Uint8Array([...new TextEncoder().encode('iTXtTitle\0\0\0\0\0頭 ∅')]);
  expect(Buffer.from(told).includes(Buffer.from(content))).toBe(true);
  expect(readPng(told, 'told.png')).toEqual(readPng(plain, 'plain.png'));
});

test('a picture without texts is the same file', () => {
  expect(withPngTexts(plain, [])).toEqual(plain);
});
