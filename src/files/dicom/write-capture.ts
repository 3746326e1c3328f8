import { dicomFile, studyElements, type WrittenStudy } from './write-file.ts';

/** A picture as it was seen. */
export interface WrittenCapture extends WrittenStudy {
  readonly rows: number;
  readonly columns: number;
  /** Row by row from the top left: red, green and blue of each pixel, or its grey. */
  readonly pixels: Uint8Array;
  readonly colours: 'rgb' | 'grey';
  /** Of pixels that are values of a slice. */
  readonly pixelSizeMm: number | null;
}

const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
/** Lengths have 16 bits. */
const MOST_LENGTH = 65_535;

/**
 * A picture as a DICOM file (Secondary Capture Image Storage, PS3.3 § A.8), 8 bits a sample: what an archive of pictures takes
 * of anything that was on a screen. It has no values and no place.
 */
export function captureFile(capture: WrittenCapture): Uint8Array<ArrayBuffer> {
  const { rows, columns, pixels, colours, pixelSizeMm, newUid } = capture;
  const samples = colours === 'rgb' ? 3 : 1;
  if (pixels.length !== samples * rows * columns || rows > MOST_LENGTH || columns > MOST_LENGTH) {
    throw new RangeError(`${pixels.length} samples are no picture of ${rows} × ${columns}`);
  }
  return dicomFile(SECONDARY_CAPTURE, newUid(), [
    ...studyElements(capture, { study: newUid(), series: newUid(), modality: 'OT' }),
    { tag: 0x00080008, vr: 'CS', value: ['DERIVED', 'SECONDARY'] },
    // A workstation: made by a computer from other data.
    { tag: 0x00080064, vr: 'CS', value: 'WSD' },
    { tag: 0x00200013, vr: 'IS', value: 1 },
    { tag: 0x00200020, vr: 'CS', value: '' },
    { tag: 0x00280002, vr: 'US', value: samples },
    { tag: 0x00280004, vr: 'CS', value: colours === 'rgb' ? 'RGB' : 'MONOCHROME2' },
    ...(colours === 'rgb' ? ([{ tag: 0x00280006, vr: 'US', value: 0 }] as const) : []),
    { tag: 0x00280010, vr: 'US', value: rows },
    { tag: 0x00280011, vr: 'US', value: columns },
    ...(pixelSizeMm === null ? [] : ([{ tag: 0x00280030, vr: 'DS', value: [pixelSizeMm, pixelSizeMm] }] as const)),
    { tag: 0x00280100, vr: 'US', value: 8 },
    { tag: 0x00280101, vr: 'US', value: 8 },
    { tag: 0x00280102, vr: 'US', value: 7 },
    { tag: 0x00280103, vr: 'US', value: 0 },
    // Nobody's name stands in it.
    { tag: 0x00280301, vr: 'CS', value: 'NO' },
    { tag: 0x7fe00010, vr: 'OB', value: pixels },
  ]);
}
