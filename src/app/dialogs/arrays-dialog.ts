import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import { type StackAxes, stackShape } from '../../experiment/stack-axes.ts';
import type { GeometryFile } from '../../files/geometry/geometry-file.ts';
import { button, make } from '../elements/element.ts';
import { type ArrayRole, experimentFromRoles } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import type { OpenedDocument } from '../files/opened-document.ts';
import { sentenceFor } from '../shell/notices.ts';
import './arrays.css';
import { AnglesQuestion } from './angles-question.ts';
import { openDialog } from './dialog.ts';
import { ImageQuestion } from './image-question.ts';
import { OpenedTable } from './opened-table.ts';
import { ProjectionsQuestion } from './projections-question.ts';
import { numberField } from './question.ts';
import { RowQuestion } from './row-question.ts';
import { SinogramQuestion } from './sinogram-question.ts';
import { SlicesQuestion } from './slices-question.ts';

/** What a person chose of what was opened. */
export type Chosen = { readonly input: ExperimentInput } | { readonly document: OpenedDocument };

/**
 * Asks what opened files are: which is which, which of those that do not belong together is meant, and what the one that counts
 * holds, with guesses from the data filled in and the reasons for them. Resolves with `null` where nobody wants to say.
 *
 * @param leftOut what nothing is made of: sentences
 * @param signal takes the question back
 */
export function askForRoles(
  arrays: readonly OpenedArray[],
  leftOut: readonly string[],
  signal?: AbortSignal,
): Promise<Chosen | null> {
  return new Promise((resolve) => {
    const { dialog, body, close } = openDialog(titleFor(arrays), 'arrays');
    let answer: Chosen | null = null;
    dialog.addEventListener('close', () => resolve(answer));
    signal?.addEventListener('abort', close, { once: true });

    const table = new OpenedTable(arrays, () => follow());
    const sinogram = new SinogramQuestion(() => follow());
    const projections = new ProjectionsQuestion();
    const row = new RowQuestion();
    const image = new ImageQuestion();
    const slices = new SlicesQuestion();
    const angles = new AnglesQuestion();
    const said = arrays.find(({ readings }) => readings)?.readings;
    // Without a guess where nothing in the file tells it.
    const guessMm = arrays.some(({ gaps }) => gaps?.lacksPixelSize) ? null : 1;
    const spacing = numberField('Channel spacing or pixel size', guessMm, 'mm', { min: '0.0001' });
    const offset = numberField('Detector offset', said?.offset ?? null, 'channels', { placeholder: 'found' });
    offset.root.title = 'If left empty, the axis of rotation is found from the data; the offset can be adjusted later.';
    let saying: GeometryFile | null = null;
    // What its own file says of the one that counts, which may be another than the file of the next.
    let ownMm: number | null = null;
    const fault = make('p', { class: 'dialog-fault', role: 'alert' });
    fault.hidden = true;

    const follow = () => {
      const { roles } = table;
      const of = (role: ArrayRole) => arrays[roles.indexOf(role)] ?? null;
      const readings = of('projections') ?? of('row') ?? of('sinogram');
      const scanned = readings ? null : of('image');
      const isKeyed = roles.includes('imageKey');
      const has = (role: ArrayRole) => isKeyed || roles.includes(role);
      const geometry = (readings && of('geometry')?.geometry) ?? null;
      sinogram.show(readings, { hasWhite: has('white'), hasDark: has('dark') }, geometry);
      projections.show(of('projections'), geometry);
      row.show(of('row'), geometry);
      image.show(scanned);
      slices.show(scanned && !scanned.gaps && scanned.shape.length === 3 ? scanned : null);
      const isTurned = sinogram.answer.transpose;
      const axes = row.answer.row?.axes ?? projections.answer.projections?.axes ?? null;
      const isCone = of('projections') !== null;
      const views = viewsIn(readings, isTurned, axes);
      angles.show(readings, of('anglesDeg'), { views, isTurned, isKeyed, isCone });
      // The file has the angles, too.
      angles.root.hidden ||= geometry !== null && of('anglesDeg') === null;
      const chosenMm = ownSizeOf(readings ?? scanned);
      if (geometry !== saying || chosenMm !== ownMm) {
        saying = geometry;
        ownMm = chosenMm;
        spacing.set(geometry?.scan.channelSpacingMm ?? ownMm ?? guessMm);
      }
      const ofChannels = isCone ? (projections.answer.projections?.channelSpacingMm ?? Number.NaN) : spacing.value;
      offset.hint(offsetHint(geometry, ofChannels));
      offset.root.hidden = readings === null;
      // Of projections there are two, in their own question.
      const isPixel = scanned !== null && (scanned.gaps?.lacksPixelSize ?? true);
      spacing.root.hidden = !(isPixel || of('row') || of('sinogram'));
      fault.hidden = true;
    };
    follow();

    const form = make(
      'form',
      { method: 'dialog' },
      table.root,
      ...leftOut.map((sentence) => make('p', { class: 'arrays-why' }, sentence)),
      sinogram.root,
      projections.root,
      row.root,
      image.root,
      slices.root,
      angles.root,
      make('div', { class: 'arrays-numbers' }, spacing.root, offset.root),
      fault,
      make(
        'div',
        { class: 'dialog-actions' },
        button('Cancel', close),
        make('button', { type: 'submit', class: 'primary' }, 'Open'),
      ),
    );
    // Which axis is which may be another, too.
    form.addEventListener('change', follow);
    form.addEventListener('input', () => {
      fault.hidden = true;
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      try {
        const { document } = arrays[table.roles.indexOf('document')] ?? {};
        answer = document
          ? { document }
          : {
              input: experimentFromRoles(arrays, table.roles, {
                spacingMm: spacing.value,
                offset: Number.isNaN(offset.value) ? null : offset.value,
                ...sinogram.answer,
                ...projections.answer,
                ...row.answer,
                ...image.answer,
                ...slices.answer,
                ...angles.answer,
              }),
            };
        close();
      } catch (error) {
        fault.textContent = sentenceFor(error);
        fault.hidden = false;
        fault.scrollIntoView({ block: 'nearest' });
      }
    });
    body.append(form);
    table.focus();
  });
}

/** From channel to channel, or of a pixel, as the file says. */
function ownSizeOf(array: OpenedArray | null): number | null {
  return array?.readings?.channelSpacingMm ?? array?.pixelSizeMm ?? null;
}

/** One thing lacks something; arrays may belong together; of others one is meant. */
function titleFor(arrays: readonly OpenedArray[]): string {
  const [first] = arrays;
  if (arrays.length === 1 && first?.only) return `${first.name}: missing information`;
  const areParts = arrays.every(({ only }) => only === undefined || only === 'geometry');
  return areParts ? 'What are these arrays?' : 'Which of these is to be opened?';
}

/** What an empty offset comes to. */
function offsetHint(geometry: GeometryFile | null, spacingMm: number): string {
  if (!geometry || geometry.axisMm === 0) return 'found';
  return spacingMm > 0 ? shortNumber(geometry.axisMm / spacingMm) : 'by the file';
}

/** How many views readings have. @param axes of a stack of projections */
function viewsIn(readings: OpenedArray | null, isTurned: boolean, axes: StackAxes | null): number {
  if (readings && axes) return stackShape(readings.shape, axes).views;
  return readings?.shape[isTurned ? 1 : 0] ?? 0;
}
