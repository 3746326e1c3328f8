// JPEG-LS is decoded here: CharLS, the one library there is for browsers, works half a minute at a picture that is cut short
// in some places before it says so.
import { type CodedPicture, CodestreamFault, type FrameDecoder, mustFit, pixelBytesOf } from '../codec.ts';
import { decodeScan } from './decode-scan.ts';
import { type PresetParameters, parametersOf } from './parameters.ts';

const SOI = 0xd8;
const SOS = 0xda;
const DRI = 0xdd;
/** A JPEG-LS frame, and its parameters (ITU-T T.87 annex C). */
const FRAME = 0xf7;
const PARAMETERS = 0xf8;
const PRESET = 1;

/** Decodes JPEG-LS pictures (ITU-T T.87, DICOM PS3.5 § 8.2.3) of one value per pixel. */
export const decodeJpegLs: FrameDecoder = async (bytes, shape) => {
  let picture: CodedPicture | null = null;
  let preset: PresetParameters | null = null;
  const word = (at: number) => 256 * (bytes[at] ?? 0) + (bytes[at + 1] ?? 0);
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new CodestreamFault();
  for (let at = 2; ; ) {
    const marker = bytes[at + 1];
    const end = at + 2 + word(at + 2);
    if (bytes[at] !== 0xff || end < at + 4 || end > bytes.length) throw new CodestreamFault();
    if (marker === FRAME) {
      picture = { bitsPerPixel: bytes[at + 4]!, rows: word(at + 5), columns: word(at + 7), components: bytes[at + 9]! };
      mustFit(picture, shape);
    } else if (marker === PARAMETERS) {
      if (bytes[at + 4] !== PRESET) throw new CodestreamFault('have a table of their values, which is not read');
      const thresholds = [word(at + 7), word(at + 9), word(at + 11)] as const;
      preset = { largest: word(at + 5), thresholds, reset: word(at + 13) };
    } else if (marker === DRI && word(at + 4) > 0) {
      throw new CodestreamFault('are in intervals, which are not read');
    } else if (marker === SOS) {
      // One component, no table, no bits left out.
      if (!picture || bytes[at + 4] !== 1 || bytes[at + 6] !== 0 || bytes[at + 9] !== 0) throw new CodestreamFault();
      const parameters = parametersOf(picture.bitsPerPixel, bytes[at + 7]!, preset);
      const { largest, near } = parameters;
      if (largest >= 2 ** picture.bitsPerPixel || near > Math.min(255, largest >> 1)) throw new CodestreamFault();
      return pixelBytesOf(decodeScan(bytes, end, shape.rows, shape.columns, parameters), shape.bytesPerPixel);
    }
    at = end;
  }
};
