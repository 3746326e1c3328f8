import type { Codec, FrameDecoder } from './codec.ts';

const jpeg = async (): Promise<FrameDecoder> => (await import('./jpeg/jpeg.ts')).decodeJpeg;

const jpegLs = async (): Promise<FrameDecoder> => (await import('./jpeg-ls/jpeg-ls.ts')).decodeJpegLs;

const jpeg2000 = once(async () => {
  const [{ jpeg2000Decoder }, { default: bytes }] = await Promise.all([
    import('./jpeg-2000.ts'),
    import('@cornerstonejs/codec-openjpeg/decodewasm?bytes'),
  ]);
  return jpeg2000Decoder(await bytes());
});

const JPEG: Codec = { words: 'JPEG', load: jpeg };
const LOSSLESS_JPEG: Codec = { words: 'lossless JPEG', load: jpeg };
const JPEG_LS: Codec = { words: 'JPEG-LS', load: jpegLs };
const JPEG_2000: Codec = { words: 'JPEG 2000', load: jpeg2000 };
const HIGH_THROUGHPUT: Codec = { words: 'High-Throughput JPEG 2000', load: jpeg2000 };

/** By the transfer syntax that names them (PS3.6 annex A). */
export const CODECS: ReadonlyMap<string, Codec> = new Map([
  ['1.2.840.10008.1.2.4.50', JPEG],
  ['1.2.840.10008.1.2.4.51', JPEG],
  ['1.2.840.10008.1.2.4.57', LOSSLESS_JPEG],
  ['1.2.840.10008.1.2.4.70', LOSSLESS_JPEG],
  ['1.2.840.10008.1.2.4.80', JPEG_LS],
  ['1.2.840.10008.1.2.4.81', JPEG_LS],
  ['1.2.840.10008.1.2.4.90', JPEG_2000],
  ['1.2.840.10008.1.2.4.91', JPEG_2000],
  ['1.2.840.10008.1.2.4.201', HIGH_THROUGHPUT],
  ['1.2.840.10008.1.2.4.202', HIGH_THROUGHPUT],
  ['1.2.840.10008.1.2.4.203', HIGH_THROUGHPUT],
]);

/** What was loaded is kept; what could not be is asked for again. */
function once(load: () => Promise<FrameDecoder>): () => Promise<FrameDecoder> {
  let loaded: Promise<FrameDecoder> | null = null;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
}
