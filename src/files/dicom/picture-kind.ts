import { excerpt, InputError } from '../../errors.ts';
import type { DataSet } from './data-set.ts';
import { pixelElement } from './pixel-format.ts';
import { TAG } from './tags.ts';

/** What objects of other modalities are, in a sentence (PS3.3 § C.7.3.1.1.1). */
const MODALITIES: ReadonlyMap<string, string> = new Map([
  ['CR', 'a radiograph'],
  ['DX', 'a radiograph'],
  ['RG', 'a radiograph'],
  ['RF', 'a radiograph'],
  ['XA', 'an angiogram'],
  ['MG', 'a mammogram'],
  ['IO', 'a dental radiograph'],
  ['PX', 'a panoramic dental radiograph'],
  ['MR', 'an MR image'],
  ['NM', 'a nuclear medicine image'],
  ['PT', 'a PET image'],
  ['US', 'an ultrasound image'],
  ['RTIMAGE', 'a portal image'],
  ['RTDOSE', 'a radiotherapy dose map'],
  ['SEG', 'a segmentation'],
]);

/** Objects without a picture. */
const NO_PICTURES: ReadonlyMap<string, string> = new Map([
  ['RTSTRUCT', 'a radiotherapy structure set'],
  ['RTPLAN', 'a radiotherapy plan'],
  ['SR', 'a structured report'],
  ['PR', 'a presentation state'],
  ['KO', 'a key object selection'],
  ['REG', 'an image registration'],
  ['DOC', 'a document'],
]);

/** CT, Enhanced CT and legacy converted CT image storage (PS3.4 annex B). */
const CT_CLASSES: readonly string[] = [
  '1.2.840.10008.5.1.4.1.1.2',
  '1.2.840.10008.5.1.4.1.1.2.1',
  '1.2.840.10008.5.1.4.1.1.2.2',
];
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
/** Hounsfield units in UCUM, the code system of DICOM's units. */
const HOUNSFIELD_CODE = "[hnsf'U]";

const OVERVIEWS: readonly string[] = ['LOCALIZER', 'SCOUT', 'TOPOGRAM', 'SCANOGRAM'];

/** CT pictures that hold something else, by the words of their image type (PS3.3 § C.8.15.3.4 and C.8.16.1). */
const MAPS: ReadonlyMap<string, string> = new Map([
  ['PERFUSION', 'a perfusion map'],
  ['EFF_ATOMIC_NUM', 'an effective atomic number map'],
  ['ELECTRON_DENSITY', 'an electron density map'],
  ['MAT_SPECIFIC', 'a map of one material'],
  ['MAT_FRACTIONAL', 'a map of the fraction of one material'],
]);

/** What a RescaleType says that values are (PS3.3 § C.11.1.1.2). */
const RESCALE_TYPES: ReadonlyMap<string, string> = new Map([
  ['Z_EFF', 'effective atomic numbers'],
  ['ED', 'electron densities'],
  ['EDW', 'electron densities'],
  ['HU_MOD', 'modified Hounsfield units'],
  ['MGML', 'concentrations in mg/ml'],
  ['PCT', 'percentages'],
  ['OD', 'optical densities'],
]);

/** What values turn out to be: Hounsfield units, or why they cannot be taken for them. */
export type ValueKind =
  | { readonly hounsfield: true }
  /** `certain`: the file says that they are something else. */
  | { readonly hounsfield: false; readonly why: string; readonly certain: boolean };

/**
 * The items that may say something about the one frame, in the order in which they are asked: the frame's own functional
 * groups, those of all frames (PS3.3 § C.7.6.16), the object itself.
 */
export function settingsOfFrame(dataSet: DataSet, sequence: number): DataSet[] {
  const groups = [dataSet.items(TAG.perFrameGroups)[0], dataSet.items(TAG.sharedGroups)[0], dataSet];
  return [...groups.flatMap((group) => group?.items(sequence).slice(0, 1) ?? []), dataSet];
}

/** What a frame's settings say in text of an attribute. */
export function settingOfFrame(dataSet: DataSet, sequence: number, tag: number): DataSet | undefined {
  return settingsOfFrame(dataSet, sequence).find((items) => items.text(tag) !== undefined);
}

/**
 * Refuses what is no picture in grey.
 *
 * @throws InputError with the reason
 */
export function checkPicture(dataSet: DataSet, name: string): void {
  const modality = dataSet.text(TAG.modality);
  const noPicture = NO_PICTURES.get(modality ?? '');
  if (noPicture) throw new InputError(`${name}: this is ${noPicture} and contains no image`);
  if (!pixelElement(dataSet)) throw new InputError(`${name}: the DICOM file contains no image`);
  const samplesPerPixel = dataSet.word(TAG.samplesPerPixel) ?? 1;
  const interpretation = dataSet.text(TAG.photometricInterpretation) ?? 'unknown';
  if (samplesPerPixel !== 1 || (interpretation !== 'MONOCHROME1' && interpretation !== 'MONOCHROME2')) {
    const colours = samplesPerPixel === 1 ? excerpt(interpretation, 16) : `${samplesPerPixel} values per pixel`;
    throw new InputError(`${name}: the image's colours are ${colours}, but only monochrome slices are read`);
  }
}

/** Whether a picture is a localizer (scout view). */
export function isOverview(dataSet: DataSet): boolean {
  return typeWords(dataSet).some((word) => OVERVIEWS.includes(word));
}

/** The words of the image type, of the object and of the frame. */
function typeWords(dataSet: DataSet): string[] {
  const ofFrame = settingOfFrame(dataSet, TAG.ctFrameType, TAG.frameType)?.texts(TAG.frameType) ?? [];
  return [...dataSet.texts(TAG.imageType), ...ofFrame];
}

/** Whether the values of a picture are Hounsfield units, going by all that the file says. */
export function valueKind(dataSet: DataSet): ValueKind {
  const no = (why: string, certain = true): ValueKind => ({ hounsfield: false, why, certain });
  const modality = dataSet.text(TAG.modality);
  const storageClass = dataSet.text(TAG.storageClass) ?? '';
  if (modality === undefined && !CT_CLASSES.includes(storageClass)) {
    return no('the DICOM file does not state that it is a CT slice (no Modality)', false);
  }
  // As programs write that have only the pixels left, of a CT slice or anything else.
  if (modality === 'OT') {
    return no(
      'the DICOM file says only that its modality is another (OT), so its values may not be Hounsfield units',
      false,
    );
  }
  if (modality !== undefined && modality !== 'CT') {
    const what = MODALITIES.get(modality) ?? `an image of modality “${excerpt(modality, 16)}”`;
    return no(`this is ${what}, but only CT slices hold Hounsfield units`);
  }
  const words = typeWords(dataSet);
  if (isOverview(dataSet)) {
    return no('this is the localizer (scout view) of a CT examination, not a slice');
  }
  const type =
    settingOfFrame(dataSet, TAG.pixelValueTransformation, TAG.rescaleType)?.text(TAG.rescaleType) ??
    dataSet.items(TAG.modalityLut)[0]?.text(TAG.modalityLutType);
  const map = words.map((word) => MAPS.get(word)).find((known) => known !== undefined);
  if (type === 'HU' && !map) return { hounsfield: true };
  if (map) return no(`this is ${map}, whose values are not Hounsfield units`);
  if (type === 'US') {
    return no('the unit of the values is unspecified (RescaleType US), so they may not be Hounsfield units', false);
  }
  if (type !== undefined) {
    const shown = excerpt(type, 16);
    const what = RESCALE_TYPES.get(type) ?? `of type “${shown}”`;
    return no(`the values are ${what}, not Hounsfield units (RescaleType ${shown})`);
  }
  if (storageClass.startsWith(SECONDARY_CAPTURE)) {
    return no('this is a secondary capture, whose values may not be Hounsfield units', false);
  }
  const mapping = settingsOfFrame(dataSet, TAG.realWorldMapping)[0];
  const unit = mapping?.items(TAG.measurementUnits)[0]?.text(TAG.codeValue);
  if (unit !== undefined && unit !== HOUNSFIELD_CODE) {
    return no(`the values are in ${excerpt(unit, 16)}, not in Hounsfield units`);
  }
  return { hounsfield: true };
}
