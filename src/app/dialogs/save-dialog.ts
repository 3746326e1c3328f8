import type { FileFormat } from '../../files/format.ts';
import { FORMATS } from '../../files/registry.ts';
import { button, make } from '../elements/element.ts';
import { sentenceFor } from '../shell/notices.ts';
import { openDialog } from './dialog.ts';

/** One thing that can be saved. */
export interface Saveable {
  readonly title: string;
  /** `isPlain`: the picture's pixels alone, without axes, scale and caption. */
  readonly savePng: ((isPlain: boolean) => Promise<void>) | null;
  /** As numbers, in a format that can be written. */
  readonly saveArray: ((format: WrittenFormat) => Promise<void>) | null;
}

/** A format that arrays can be written in. */
export interface WrittenFormat {
  readonly extension: string;
  readonly writer: NonNullable<FileFormat['writer']>;
}

/** What there is to save besides arrays, as JSON; `savePhantom` is null where the phantom is no file of shapes. */
export interface SaveableDocuments {
  saveExperiment(): void;
  readonly savePhantom: (() => Promise<void>) | null;
  /** The whole volume that a room shows; null where there is none. @param onProgress how far that is, 0 … 1 */
  readonly saveVolume: ((format: VolumeFormat, onProgress: (done: number) => void) => Promise<void>) | null;
}

/** What volumes are written as. */
export type VolumeFormat = 'npy' | 'nifti' | 'dicom';

const VOLUME_LABELS: Readonly<Record<VolumeFormat, string>> = {
  npy: 'NPY array',
  nifti: 'NIfTI',
  dicom: 'DICOM series',
};
const VOLUME_NOTE =
  'Volume: NPY [slices, rows, columns], from the lowest slice and the largest y on. NIfTI and DICOM (a ZIP archive of CT images) in HU where there are any; x, y and z are the patient’s right, front and head. DICOM files say that they are simulated.';

const PNG_NOTE =
  'PNG: as shown, with axes, grey scale and a caption (phantom, scan, filter, window, date), also stored as text in the file.';

/** What there is to save, a row each. */
export function showSave(
  rows: readonly Saveable[],
  { saveExperiment, savePhantom, saveVolume }: SaveableDocuments,
): void {
  const { body, close } = openDialog('Save', 'save');
  const fault = make('p', { class: 'dialog-fault', role: 'alert' });
  fault.hidden = true;
  let isSaving = false;
  const saveButton = (
    text: string,
    save: (onProgress: (done: number) => void) => Promise<void> | void,
    name = text,
  ) => {
    const act = async () => {
      if (isSaving) return;
      isSaving = true;
      fault.hidden = true;
      made.textContent = 'Saving…';
      made.setAttribute('aria-label', `Saving ${name}`);
      try {
        // A picture is drawn in one go, which can take seconds: what is said has to be on screen before.
        await nextFrame();
        await save((done) => {
          made.textContent = `Saving… ${Math.floor(100 * done)} %`;
        });
        close();
      } catch (error) {
        fault.textContent = sentenceFor(error);
        fault.hidden = false;
      } finally {
        isSaving = false;
        made.textContent = text;
        made.setAttribute('aria-label', name);
      }
    };
    const made = button(text, () => void act(), { 'aria-label': name });
    return made;
  };
  const formats = FORMATS.all.flatMap(({ writer, extensions }): WrittenFormat[] =>
    writer ? [{ writer, extension: extensions[0] }] : [],
  );
  const notes = formats.map(({ writer }) => writer.note);
  const table = make('table', { class: 'save-table' });
  const plain = make('input', { type: 'checkbox' });
  for (const { title, savePng, saveArray } of rows) {
    const cells = [
      savePng && saveButton('PNG', () => savePng(plain.checked), `${title} as PNG`),
      ...formats.map(
        (format) =>
          saveArray && saveButton(format.writer.label, () => saveArray(format), `${title} as ${format.writer.label}`),
      ),
    ];
    table.append(
      make('tr', {}, make('th', { scope: 'row' }, title), ...cells.map((cell) => make('td', {}, cell ?? ''))),
    );
  }
  if (saveVolume) {
    const buttons = Object.entries(VOLUME_LABELS).map(([format, label]) =>
      saveButton(label, (onProgress) => saveVolume(format as VolumeFormat, onProgress), `Volume as ${label}`),
    );
    table.append(
      make(
        'tr',
        {},
        make('th', { scope: 'row' }, 'Volume'),
        make('td', { colspan: String(1 + formats.length), class: 'save-several' }, ...buttons),
      ),
    );
    notes.push(VOLUME_NOTE);
  }
  table.append(
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, 'Experiment'),
      make('td', {}, saveButton('JSON file', saveExperiment)),
      make('td', {}, savePhantom ? saveButton('Phantom as JSON', savePhantom) : ''),
    ),
  );
  body.append(
    table,
    make('label', { class: 'dialog-tick' }, plain, 'PNG: pixels only, without axes, scale and caption'),
    fault,
    make('p', { class: 'dialog-note' }, [PNG_NOTE, ...notes].join(' ')),
  );
}

/** Resolves when what was changed until now is on screen. */
async function nextFrame(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
