import { excerpt } from '../../errors.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import { make } from '../elements/element.ts';
import type { Thumbnail } from '../files/array-look.ts';
import type { ArrayRole } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { type RoleGuess, roleGuesses } from '../files/role-guesses.ts';
import { sentence } from './question.ts';
import { drawThumbnail } from './thumbnail-picture.ts';

const ROLE_NAMES: Readonly<Record<ArrayRole, string>> = {
  undecided: 'choose …',
  sinogram: 'sinogram',
  row: 'projections of parallel rays, by rows',
  projections: 'projections of a cone beam',
  white: 'white readings (no object)',
  dark: 'dark readings (no beam)',
  anglesDeg: 'angles',
  imageKey: 'image key: what each view is',
  geometry: 'how the scan was set up',
  image: 'image to scan',
  document: 'to be opened',
  unused: 'not used',
};

/** Of which there is one: choosing another leaves the one before unused. */
const MAIN_ROLES: readonly string[] = ['sinogram', 'row', 'projections', 'image', 'document', 'undecided'];

/** So many lines leave the questions in sight. */
const MOST_UNSCROLLED = 6;

/** What was opened, a line each: a small picture, what it is, and what it is taken for, which a hand can change. */
export class OpenedTable {
  readonly root: HTMLElement;
  readonly #selects: readonly HTMLSelectElement[];

  /** @param onChange told when a hand has changed what something is taken for */
  constructor(arrays: readonly OpenedArray[], onChange: () => void) {
    const guesses = roleGuesses(arrays);
    const reasons = guesses.map(({ why }, i) => make('small', { id: `opened-why-${i}` }, why ? sentence(why) : ''));
    this.#selects = arrays.map((array, i) => selectFor(array, guesses[i]!, `opened-why-${i}`));
    const table = make('table', { class: 'arrays-table' });
    const refused = arrays.filter((array) => array.refused !== undefined);
    const openable = arrays.map((_, i) => i).filter((i) => arrays[i]!.refused === undefined);
    // What is opened comes first, then what is taken for something else.
    const ordered = openable.sort((a, b) => rank(guesses[a]!) - rank(guesses[b]!));
    for (const i of ordered) {
      const array = arrays[i]!;
      table.append(
        make(
          'tr',
          {},
          make('td', { class: 'arrays-picture' }, pictureOf(array) ?? ''),
          make('th', { scope: 'row', title: array.name }, excerpt(array.name, 80), detailsOf(array)),
          make('td', {}, this.#selects[i]!, reasons[i]!),
        ),
      );
    }
    this.root = make(
      'div',
      {},
      make('div', { class: openable.length > MOST_UNSCROLLED ? 'arrays-list arrays-many' : 'arrays-list' }, table),
      ...sayRefused(refused),
    );
    this.root.addEventListener('change', ({ target }) => {
      const changed = this.#selects.indexOf(target as HTMLSelectElement);
      if (changed < 0) return;
      this.#leaveOthers(changed);
      this.#selects.forEach(({ value }, i) => {
        reasons[i]!.hidden = value !== guesses[i]!.role;
      });
      onChange();
    });
  }

  get roles(): readonly ArrayRole[] {
    return this.#selects.map(({ value }) => value as ArrayRole);
  }

  focus(): void {
    const asked = this.#selects.find(({ value }) => value === 'undecided');
    (asked ?? this.#selects.find(({ value }) => MAIN_ROLES.includes(value)) ?? this.#selects[0])?.focus();
  }

  /** One thing is opened, and so the others that might be are not. */
  #leaveOthers(changed: number): void {
    if (!MAIN_ROLES.includes(this.#selects[changed]!.value)) return;
    this.#selects.forEach((select, i) => {
      if (i !== changed && MAIN_ROLES.includes(select.value)) select.value = 'unused';
    });
  }
}

function rank({ role }: RoleGuess): number {
  return MAIN_ROLES.includes(role) ? 0 : role === 'unused' ? 2 : 1;
}

/** Why some cannot be opened, for whoever asks. */
function sayRefused(refused: readonly OpenedArray[]): HTMLElement[] {
  if (refused.length === 0) return [];
  const one = refused.length === 1;
  const summary = make('summary', {}, `${refused.length} ${one ? 'file' : 'files'} cannot be opened`);
  const list = make('ul', {}, ...refused.map((array) => make('li', {}, `${array.refused}.`)));
  return [make('details', { class: 'arrays-refused' }, summary, list)];
}

function selectFor(array: OpenedArray, guess: RoleGuess, reason: string): HTMLSelectElement {
  const select = make('select', { 'aria-label': `Role of ${array.name}`, 'aria-describedby': reason });
  for (const role of rolesOf(array, guess.role)) {
    const text = role === 'image' && isVolume(array) ? 'volume to scan' : ROLE_NAMES[role];
    select.append(new Option(text, role, false, role === guess.role));
  }
  return select;
}

function isVolume({ shape, files, only }: OpenedArray): boolean {
  return shape.length === 3 || (only === 'image' && files !== undefined);
}

/** What an array of so many axes, or what can be nothing else, may be. */
function rolesOf({ shape, only, refused }: OpenedArray, guess: ArrayRole): ArrayRole[] {
  if (refused) return ['unused'];
  if (only) return [only, 'unused'];
  const hasPlace = (role: ArrayRole) => {
    if (role === 'undecided') return guess === 'undecided';
    if (role === 'document' || role === 'geometry') return false;
    if (role === 'projections' || role === 'row') return shape.length === 3;
    return role !== 'sinogram' || shape.length !== 3;
  };
  return (Object.keys(ROLE_NAMES) as ArrayRole[]).filter(hasPlace);
}

function detailsOf({ shape, look, what, lacks }: OpenedArray): HTMLElement {
  const range = look ? `${shortNumber(look.least)} to ${shortNumber(look.most)}` : '';
  const parts = [what ?? '', shape.join(' × '), range, lacks ? `also needs ${lacks.join(', ')}` : ''];
  return make('small', { class: 'arrays-shape' }, parts.filter((part) => part !== '').join(', '));
}

function pictureOf({ preview, look, shape }: OpenedArray): HTMLCanvasElement | null {
  const seen: Thumbnail | null = preview ?? (shape.length === 3 ? look?.plane : look?.thumbnail) ?? null;
  if (!seen) return null;
  // Said by the line that it stands in.
  const canvas = make('canvas', { class: 'arrays-small', 'aria-hidden': 'true' });
  drawThumbnail(canvas, seen);
  return canvas;
}
