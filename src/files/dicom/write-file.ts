import { elementBytes, type WrittenElement } from './write-elements.ts';

/** What all files have in common that are written at a time. */
export interface WrittenStudy {
  /** What it is of: `Shepp–Logan 3-D`. */
  readonly title: string;
  /** How it was made, in a sentence. */
  readonly description: string;
  /** What stands behind the numbers. */
  readonly origin: Origin;
  readonly date: Date;
  /** Makes identifiers, each another one. */
  newUid(): string;
}

/** A phantom that nobody is; an image that somebody has opened, which may be of a person; readings of a real scanner. */
export type Origin = 'phantom' | 'image' | 'measurement';

interface OriginWords {
  readonly study: string;
  readonly patient: string;
  readonly id: string;
  readonly comment: string;
}

const ORIGINS: Readonly<Record<Origin, OriginWords>> = {
  phantom: {
    study: 'Simulated scan of a phantom, no patient',
    patient: 'Phantom^Simulated',
    id: 'CT-SANDBOX',
    comment: 'A computer made this: there is no patient. Not for diagnosis.',
  },
  image: {
    study: 'Simulated scan of an image, not for diagnosis',
    patient: 'Image^Simulated scan',
    id: 'CT-SANDBOX-IMAGE',
    comment:
      'A computer made this by scanning an image that was opened: it shows no patient as a scanner would. Not for diagnosis.',
  },
  measurement: {
    study: 'Measured data reconstructed, not for diagnosis',
    patient: 'Object^Measured',
    id: 'CT-SANDBOX-MEASURED',
    comment: 'Reconstructed from readings that were opened in the CT sandbox. Not for diagnosis.',
  },
};

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Of this program's writer: made once, at random. */
const IMPLEMENTATION = '2.25.59107927216678962385900813440707224073';
const PREAMBLE_BYTES = 128;
const MOST_TEXT = 1024;

/** A file of a class, explicit VR little endian (PS3.10 § 7). @param uid its own */
export function dicomFile(sopClass: string, uid: string, elements: readonly WrittenElement[]): Uint8Array<ArrayBuffer> {
  const meta = metaBytes(sopClass, uid);
  const content = elementBytes([
    { tag: 0x00080016, vr: 'UI', value: sopClass },
    { tag: 0x00080018, vr: 'UI', value: uid },
    ...elements,
  ]);
  const file = new Uint8Array(PREAMBLE_BYTES + 4 + meta.length + content.length);
  file.set(new TextEncoder().encode('DICM'), PREAMBLE_BYTES);
  file.set(meta, PREAMBLE_BYTES + 4);
  file.set(content, PREAMBLE_BYTES + 4 + meta.length);
  return file;
}

/** The header of a file, whose length stands before it (PS3.10 § 7.1). */
function metaBytes(sopClass: string, uid: string): Uint8Array<ArrayBuffer> {
  const rest = elementBytes([
    { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
    { tag: 0x00020002, vr: 'UI', value: sopClass },
    { tag: 0x00020003, vr: 'UI', value: uid },
    { tag: 0x00020010, vr: 'UI', value: EXPLICIT_LITTLE_ENDIAN },
    { tag: 0x00020012, vr: 'UI', value: IMPLEMENTATION },
    { tag: 0x00020013, vr: 'SH', value: 'CT_SANDBOX' },
  ]);
  const length = elementBytes([{ tag: 0x00020000, vr: 'UL', value: rest.length }]);
  const whole = new Uint8Array(length.length + rest.length);
  whole.set(length);
  whole.set(rest, length.length);
  return whole;
}

/** Patient, study and series, of whatever class. Nothing says more than is known, and every file says what it is not. */
export function studyElements(
  { title, description, origin, date }: WrittenStudy,
  { study, series, modality }: { readonly study: string; readonly series: string; readonly modality: 'CT' | 'OT' },
): WrittenElement[] {
  const words = ORIGINS[origin];
  const [day, time] = [dayOf(date), timeOf(date)];
  return [
    { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 192' },
    { tag: 0x00080020, vr: 'DA', value: day },
    { tag: 0x00080023, vr: 'DA', value: day },
    { tag: 0x00080030, vr: 'TM', value: time },
    { tag: 0x00080033, vr: 'TM', value: time },
    { tag: 0x00080050, vr: 'SH', value: '' },
    { tag: 0x00080060, vr: 'CS', value: modality },
    { tag: 0x00080070, vr: 'LO', value: 'CT sandbox' },
    { tag: 0x00080090, vr: 'PN', value: '' },
    { tag: 0x00081030, vr: 'LO', value: words.study },
    { tag: 0x0008103e, vr: 'LO', value: cut(title) },
    { tag: 0x00082111, vr: 'ST', value: `${words.study}. ${description}`.slice(0, MOST_TEXT) },
    { tag: 0x00100010, vr: 'PN', value: words.patient },
    { tag: 0x00100020, vr: 'LO', value: words.id },
    { tag: 0x00100030, vr: 'DA', value: '' },
    { tag: 0x00100040, vr: 'CS', value: '' },
    { tag: 0x00104000, vr: 'LT', value: words.comment },
    { tag: 0x0020000d, vr: 'UI', value: study },
    { tag: 0x0020000e, vr: 'UI', value: series },
    { tag: 0x00200010, vr: 'SH', value: '1' },
    { tag: 0x00200011, vr: 'IS', value: 1 },
    // Not known: there may be no body.
    { tag: 0x00200060, vr: 'CS', value: '' },
    { tag: 0x00204000, vr: 'LT', value: 'Not for diagnosis.' },
    // “Quality control or phantom image”.
    { tag: 0x00280300, vr: 'CS', value: origin === 'phantom' ? 'YES' : 'NO' },
  ];
}

/** A long string has 64 characters at most, and no backslash, which divides values. */
function cut(text: string): string {
  return text.replaceAll('\\', '/').slice(0, 64);
}

const two = (value: number) => String(value).padStart(2, '0');

function dayOf(date: Date): string {
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
}

function timeOf(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('');
}
