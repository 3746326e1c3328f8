// OpenJPEG decodes High-Throughput JPEG 2000 (ITU-T T.814) as well, so that nothing more is needed for it.
import start from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { type CodedPicture, CodestreamFault, type FrameDecoder, mustFit, pixelBytesOf } from './codec.ts';
import { startOptions, WebAssemblyCodec } from './web-assembly.ts';

/** The first two markers of a codestream: its start, and the size of its picture (ITU-T T.800 annex A). */
const START = 0xff4fff51;
/** The first box of a file that a codestream may be wrapped into (annex I), and that with the codestream. */
const SIGNATURE_BOX = 0x6a502020;
const CODESTREAM_BOX = 0x6a703263;
/** Of 64 × 64 pixels each of the largest picture; the decoder makes room for all at once, however small they are. */
const MOST_TILES = 4096;

/** @param wasmBinary OpenJPEG */
export function jpeg2000Decoder(wasmBinary: Uint8Array<ArrayBuffer>): FrameDecoder {
  const module = new WebAssembly.Module(wasmBinary);
  const codec = new WebAssemblyCodec(async () => (await start(startOptions(module))).J2KDecoder);
  return async (bytes, shape) => {
    const codestream = unwrapped(bytes);
    mustFit(pictureOf(codestream), shape);
    mustHaveEnd(codestream);
    const { pixels, width, height } = await codec.decode(codestream);
    if (pixels.length !== shape.rows * shape.columns || width !== shape.columns || height !== shape.rows) {
      throw new CodestreamFault();
    }
    return pixelBytesOf(pixels, shape.bytesPerPixel);
  };
}

/** The codestream in the boxes of a JP2 file, which DICOM does not want and some programs write. */
function unwrapped(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(4) !== SIGNATURE_BOX) return bytes;
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === CODESTREAM_BOX) return bytes.subarray(at + 8);
    if (length < 8) break;
    at += length;
  }
  throw new CodestreamFault();
}

function pictureOf(codestream: Uint8Array): CodedPicture {
  if (codestream.length < 45) throw new CodestreamFault();
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.byteLength);
  if (view.getUint32(0) !== START) throw new CodestreamFault();
  const [right, bottom, left, top] = [8, 12, 16, 20].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ];
  const [tileWidth, tileHeight, tileLeft, tileTop] = [24, 28, 32, 36].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ];
  const tiles = Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight);
  if (!(tiles >= 1 && tiles <= MOST_TILES)) throw new CodestreamFault();
  const isSubsampled = codestream[43] !== 1 || codestream[44] !== 1;
  if (isSubsampled) throw new CodestreamFault('have a value for only some of the pixels');
  return {
    rows: bottom - top,
    columns: right - left,
    components: view.getUint16(40),
    bitsPerPixel: (codestream[42]! & 0x7f) + 1,
  };
}

/** The decoder would make a blurred picture of what there is. */
function mustHaveEnd(codestream: Uint8Array): void {
  let end = codestream.length;
  // To make the number of bytes even zeros are written, or any one byte.
  while (codestream[end - 1] === 0) end--;
  const isEnd = (at: number) => codestream[at] === 0xff && codestream[at + 1] === 0xd9;
  if (!isEnd(end - 2) && !isEnd(end - 3)) throw new CodestreamFault();
}
