// JPEG is decoded here: libraries for 12 bits exist only for machines (libjpeg-turbo's build for browsers has 8), and the one
// for lossless pictures (jpeg-lossless-decoder-js) takes what is missing from a file that is cut short for zeros, and makes
// room for whatever size a codestream names.
import { type FrameDecoder, mustFit, pixelBytesOf } from '../codec.ts';
import { decodeLossless } from './lossless.ts';
import { readScan } from './read-scan.ts';
import { decodeSequential } from './sequential.ts';

/** Decodes JPEG pictures (ITU-T T.81, DICOM PS3.5 § 8.2.1) of one value per pixel: sequential of 8 and 12 bits, and lossless. */
export const decodeJpeg: FrameDecoder = async (codestream, shape) => {
  const scan = readScan(codestream, (picture) => mustFit(picture, shape));
  const pixels = scan.isLossless ? decodeLossless(codestream, scan) : decodeSequential(codestream, scan);
  return pixelBytesOf(pixels, shape.bytesPerPixel);
};
