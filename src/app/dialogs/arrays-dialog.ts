import { excerpt } from '../../errors.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import { type StackAxes, stackShape } from '../../experiment/stack-axes.ts';
import { button, make } from '../elements/element.ts';
import { type ArrayRole, experimentFromRoles, guessRoles } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { sentenceFor } from '../shell/notices.ts';
import './arrays.css';
import { AnglesQuestion } from './angles-question.ts';
import { openDialog } from './dialog.ts';
import { ImageQuestion } from './image-question.ts';
import { ProjectionsQuestion } from './projections-question.ts';
import { numberField } from './question.ts';
import { RowQuestion } from './row-question.ts';
import { SinogramQuestion } from './sinogram-question.ts';

const ROLE_NAMES: Readonly<Record<ArrayRole, string>> = {
  undecided: 'choose …',
  sinogram: 'sinogram',
  row: 'projections: one row of them',
  projections: 'projections of a cone beam',
  white: 'white readings (no object)',
  dark: 'dark readings (no beam)',
  anglesDeg: 'angles',
  imageKey: 'image key: what each view is',
  image: 'image to scan',
  unused: 'not used',
};

/**
 * Asks what opened arrays are: which is which, and what the one that counts holds, with guesses from the data filled in
 * and the reasons for them. Resolves with `null` where nobody wants to say.
 *
 * @param signal takes the question back
 */
export function askForRoles(arrays: readonly OpenedArray[], signal?: AbortSignal): Promise<ExperimentInput | null> {
  return new Promise((resolve) => {
    const { dialog, body, close } = openDialog('What are these arrays?', 'arrays');
    let answer: ExperimentInput | null = null;
    dialog.addEventListener('close', () => resolve(answer));
    signal?.addEventListener('abort', close, { once: true });

    const guesses = guessRoles(arrays);
    const selects = arrays.map(({ name, shape }, i) => {
      const select = make('select', { 'aria-label': `Role of ${name}` });
      for (const role of rolesOf(shape, guesses[i]!)) {
        const text = role === 'image' && shape.length === 3 ? 'volume to scan' : ROLE_NAMES[role];
        select.append(new Option(text, role, false, role === guesses[i]));
      }
      return select;
    });
    const roles = () => selects.map((select) => select.value as ArrayRole);
    const sinogram = new SinogramQuestion(() => follow());
    const projections = new ProjectionsQuestion();
    const row = new RowQuestion();
    const image = new ImageQuestion();
    const angles = new AnglesQuestion();
    const said = arrays.find(({ readings }) => readings)?.readings;
    const ownMm = said?.channelSpacingMm ?? arrays.find(({ pixelSizeMm }) => pixelSizeMm)?.pixelSizeMm;
    const spacing = numberField('Channel spacing or pixel size', ownMm ?? 1, 'mm', { min: '0.0001' });
    const offset = numberField('Detector offset', said?.offset ?? null, 'channels', { placeholder: 'found' });
    offset.root.title = 'If left empty, the axis of rotation is found from the data; the offset can be adjusted later.';
    const fault = make('p', { class: 'dialog-fault', role: 'alert' });
    fault.hidden = true;

    const follow = () => {
      const now = roles();
      const of = (role: ArrayRole) => arrays[now.indexOf(role)] ?? null;
      const readings = of('projections') ?? of('row') ?? of('sinogram');
      const isKeyed = now.includes('imageKey');
      const has = (role: ArrayRole) => isKeyed || now.includes(role);
      sinogram.show(readings, { hasWhite: has('white'), hasDark: has('dark') });
      projections.show(of('projections'));
      row.show(of('row'));
      image.show(readings ? null : of('image'));
      const isTurned = sinogram.answer.transpose;
      const axes = row.answer.row?.axes ?? projections.answer.projections?.axes ?? null;
      angles.show(readings, of('anglesDeg'), { views: viewsIn(readings, isTurned, axes), isTurned, isKeyed });
      offset.root.hidden = readings === null;
      // Of projections there are two, in their own question.
      spacing.root.hidden = now.includes('projections') || now.includes('undecided');
      fault.hidden = true;
    };
    follow();

    const form = make(
      'form',
      { method: 'dialog' },
      tableOf(arrays, selects),
      sinogram.root,
      projections.root,
      row.root,
      image.root,
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
        answer = experimentFromRoles(arrays, roles(), {
          spacingMm: spacing.value,
          offset: Number.isNaN(offset.value) ? null : offset.value,
          ...sinogram.answer,
          ...projections.answer,
          ...row.answer,
          ...image.answer,
          ...angles.answer,
        });
        close();
      } catch (error) {
        fault.textContent = sentenceFor(error);
        fault.hidden = false;
        fault.scrollIntoView({ block: 'nearest' });
      }
    });
    body.append(form);
    selects[0]?.focus();
  });
}

/** How many views readings have. @param axes of a stack of projections */
function viewsIn(readings: OpenedArray | null, isTurned: boolean, axes: StackAxes | null): number {
  if (readings && axes) return stackShape(readings.shape, axes).views;
  return readings?.shape[isTurned ? 1 : 0] ?? 0;
}

/** What an array of so many axes may be. */
function rolesOf(shape: readonly number[], guess: ArrayRole): ArrayRole[] {
  const hasPlace = (role: ArrayRole) => {
    if (role === 'undecided') return guess === 'undecided';
    if (role === 'projections' || role === 'row') return shape.length === 3;
    return role !== 'sinogram' || shape.length !== 3;
  };
  return (Object.keys(ROLE_NAMES) as ArrayRole[]).filter(hasPlace);
}

/** Each array's name, shape and range, and which it is. */
function tableOf(arrays: readonly OpenedArray[], selects: readonly HTMLSelectElement[]): HTMLTableElement {
  const table = make('table', { class: 'arrays-table' });
  arrays.forEach(({ name, shape, look }, i) => {
    const range = look ? `${shortNumber(look.least)} to ${shortNumber(look.most)}` : '';
    table.append(
      make(
        'tr',
        {},
        make('th', { scope: 'row', title: name }, excerpt(name, 80)),
        make('td', { class: 'arrays-shape' }, shape.join(' × '), make('small', {}, range)),
        make('td', {}, selects[i]!),
      ),
    );
  });
  return table;
}
