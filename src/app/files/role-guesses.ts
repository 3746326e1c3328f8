import { MOST_LINE_INTEGRAL } from '../../experiment/guess-readings.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import { splitPart } from '../../files/file-part.ts';
import type { ArrayRoleHint } from '../../files/format.ts';
import type { ArrayRole } from './array-roles.ts';
import type { OpenedArray } from './opened-arrays.ts';

/** What a thing may be, and what speaks for it: a sentence without an end, or nothing. */
export interface RoleGuess {
  readonly role: ArrayRole;
  readonly why: string | null;
}

const READINGS: readonly ArrayRole[] = ['row', 'projections', 'sinogram'];
const UNUSED: RoleGuess = { role: 'unused', why: null };
/** Whoever wants to see it takes it for an image by hand. */
const NO_SCAN = 'measured by magnetic resonance, and not reconstructed here; as an image it can only be looked at';

/** Dark readings are below such a part of what is read of the object, white ones above such a multiple. */
const DARK_PART = 0.25;
const WHITE_TIMES = 1.1;
/** Some reading of a scan sees the beam, or nearly so: none is below such a part of the white ones in all of them. */
const MOST_WHITE_TIMES = 20;

const NAMES = {
  white: /white|(?<!de|in)flat|bright|blank|(^|[^a-z])(open|gain|ob|ff|i0)([^a-z]|$)/i,
  dark: /dark|(^|[^a-z])df([^a-z]|$)/i,
  anglesDeg: /angle|theta|deg(?!as)/i,
  imageKey: /image.?key/i,
  projections: /proj|radiograph|tomo|raw|scan|view|x.?ray/i,
  volume: /vol|slice|recon|(^|[^a-z])rec([^a-z]|$)|image|img|phantom|layer|section|mri?([^a-z]|$)|stack/i,
} as const;

/** What each thing is taken for at first. */
export function guessRoles(arrays: readonly OpenedArray[]): ArrayRole[] {
  return roleGuesses(arrays).map(({ role }) => role);
}

/** A first guess from names, shapes and what is in them, for a person to correct. */
export function roleGuesses(arrays: readonly OpenedArray[]): RoleGuess[] {
  // A file that says what its arrays are says it of all that matter.
  const saying = new Set(arrays.filter(({ role }) => role).map(({ name }) => splitPart(name).file));
  const guesses = arrays.map((array): RoleGuess | null => {
    if (array.refused) return { role: 'unused', why: array.refused.replace(/\.$/, '') };
    if (array.unread) return { role: 'unused', why: array.unread };
    if (array.only === 'geometry') return { role: 'geometry', why: 'says how the scan was set up' };
    if (array.only) return null;
    if (array.role === 'k-space') return { role: 'unused', why: NO_SCAN };
    if (array.role) return { role: roleSaid(array.role, array.shape), why: 'the file says so' };
    if (saying.has(splitPart(array.name).file)) return UNUSED;
    return roleByName(array);
  });
  keepOneScan(arrays, guesses);
  const said = guesses.findIndex((guess) => guess && READINGS.includes(guess.role));
  const main = said >= 0 ? said : mainOf(arrays, guesses);
  if (main !== null) {
    guesses[main] ??= ofGeometry(arrays, arrays[main]!) ?? mainRole(arrays[main]!, hasCompany(guesses));
    arrays.forEach((array, i) => {
      if (i !== main && guesses[i] && !isOf(array, guesses[i], arrays[main]!, guesses[main]!.role)) guesses[i] = null;
    });
    guessByValues(arrays, main, guesses);
    leaveOutWhite(arrays, main, guesses);
    for (const role of ['anglesDeg', 'imageKey', 'geometry'] as const)
      keepBest(role, arrays, guesses, arrays[main]!.shape);
  }
  return guesses.map((guess, i) => guess ?? { role: 'unused', why: arrays[i]!.why ?? null });
}

/** Of several files that say what they hold, the larger scan: those of two do not belong together. */
function keepOneScan(arrays: readonly OpenedArray[], guesses: (RoleGuess | null)[]): void {
  const scans = arrays
    .map((_, i) => i)
    .filter((i) => arrays[i]!.role && guesses[i] && READINGS.includes(guesses[i].role))
    .sort((a, b) => size(arrays[b]!.shape) - size(arrays[a]!.shape));
  if (scans.length === 0) return;
  const { file } = splitPart(arrays[scans[0]!]!.name);
  arrays.forEach((array, i) => {
    if (i !== scans[0] && (splitPart(array.name).file !== file || scans.includes(i)) && array.role) guesses[i] = UNUSED;
  });
}

/** Whether what is named as belonging to readings can be of these: nothing is of an image. */
function isOf(
  { shape, role: isSaid }: OpenedArray,
  { role }: RoleGuess,
  main: OpenedArray,
  mainIs: ArrayRole,
): boolean {
  if (role === 'unused' || isSaid) return true;
  if (mainIs === 'image' || mainIs === 'document') return false;
  if ((role !== 'white' && role !== 'dark') || shape.length === 0) return true;
  // Of a stack, a whole view or many of them; of a sinogram, a line of it.
  const lengths = main.shape.length === 3 && shape.length > 1 ? shape.slice(-2) : [Math.max(...shape)];
  return lengths.every((length) => main.shape.includes(length));
}

/** What a file itself says of its array. */
function roleSaid(role: Exclude<ArrayRoleHint, 'k-space'>, shape: readonly number[]): ArrayRole {
  switch (role) {
    case 'angles':
      return 'anglesDeg';
    case 'image-key':
      return 'imageKey';
    // Formats that say so are those of synchrotrons, whose rays are parallel.
    case 'projections':
      return shape.length === 3 ? 'row' : 'sinogram';
    default:
      return role;
  }
}

function roleByName({ name, shape, isKey }: OpenedArray): RoleGuess | null {
  const [bare = '', folder = ''] = name.split(/[/\\]/).reverse();
  const isNamed = (words: RegExp) => words.test(bare) || (!NAMES.projections.test(bare) && words.test(folder));
  const by = (role: ArrayRole): RoleGuess => ({ role, why: 'by its name' });
  if (isNamed(NAMES.white)) return by('white');
  if (isNamed(NAMES.dark)) return by('dark');
  if (isNamed(NAMES.imageKey)) return by('imageKey');
  if (isKey) return { role: 'imageKey', why: 'a list of nothing but 0, 1 and 2' };
  if (isNamed(NAMES.anglesDeg) && shape.length < 3) return by('anglesDeg');
  return shape.length === 1 ? { role: 'anglesDeg', why: `a list of ${shape[0]} numbers` } : null;
}

/** Whether something came that only a measurement has. */
function hasCompany(guesses: readonly (RoleGuess | null)[]): boolean {
  return guesses.some((guess) => guess !== null && ['white', 'dark', 'anglesDeg', 'imageKey'].includes(guess.role));
}

/**
 * Which thing is opened first: of those that nothing is said of, what has more files, what is not called a slice where
 * readings came with it, what is larger, or called a sinogram.
 */
function mainOf(arrays: readonly OpenedArray[], guesses: readonly (RoleGuess | null)[]): number | null {
  const isScan = hasCompany(guesses);
  const asked = arrays
    .map((_, i) => i)
    .filter((i) => !guesses[i] && (arrays[i]!.only || [2, 3].includes(arrays[i]!.shape.length)));
  const order = (i: number) => {
    const { only, shape, files, name } = arrays[i]!;
    const isSlice = isScan && isCalledSlice(arrays[i]!);
    // A volume's or a series' shape is not known yet, but that it has several files is.
    return [
      ...[only === 'document' ? 0 : 1, files?.length ?? 0, isSlice ? 0 : 1],
      ...[only && shape.length === 0 ? Infinity : size(shape), /sino/i.test(bareName(name)) ? 1 : 0],
    ];
  };
  const before = (one: readonly number[], other: readonly number[]) => {
    const at = one.findIndex((value, i) => value !== other[i]);
    return at < 0 ? 0 : other[at]! > one[at]! ? 1 : -1;
  };
  return asked.sort((a, b) => before(order(a), order(b)))[0] ?? null;
}

/** Whether it is named as what readings come to, and not as readings. */
function isCalledSlice({ name }: OpenedArray): boolean {
  return /slice|recon|phantom/i.test(bareName(name)) && !/sino|proj/i.test(bareName(name));
}

function bareName(name: string): string {
  return name.replace(/^.*[/\\]/s, '');
}

/** Readings of three axes, by what a file says of their scan. */
function ofGeometry(arrays: readonly OpenedArray[], { shape, only }: OpenedArray): RoleGuess | null {
  const said = arrays.find(({ geometry }) => geometry);
  if (!said || only || shape.length < 2) return null;
  const role = shape.length === 2 ? 'sinogram' : said.geometry!.scan.geometry === 'cone' ? 'projections' : 'row';
  return { role, why: `by the scan that ${said.name} describes` };
}

/** @param hasReadings whether white or dark readings or angles came with it */
function mainRole(array: OpenedArray, hasReadings: boolean): RoleGuess {
  if (array.only === 'document') return { role: 'document', why: null };
  if (array.only) return { role: 'image', why: array.why ?? null };
  if (array.shape.length === 2) return flatRole(array, hasReadings);
  return array.files ? stackRole(array, hasReadings) : blockRole(array, hasReadings);
}

/** Whether an array that comes alone is rather an image than a sinogram. */
function flatRole({ name, shape, look }: OpenedArray, hasReadings: boolean): RoleGuess {
  if (hasReadings) return { role: 'sinogram', why: 'readings of a scan came with it' };
  if (look?.imageValues.isCertain) return { role: 'image', why: look.imageValues.why };
  if (/sino/i.test(name)) return { role: 'sinogram', why: 'by its name' };
  if (look?.isLikeSinogram) return { role: 'sinogram', why: 'the sums along one of its axes are equal' };
  if (/image|slice|phantom|recon/i.test(name)) return { role: 'image', why: 'by its name' };
  return shape[0] === shape[1] ? { role: 'image', why: 'it is square' } : { role: 'sinogram', why: null };
}

/** Numbered files of one size: projections and slices of a volume look alike. */
function stackRole({ name, files, look, white }: OpenedArray, hasReadings: boolean): RoleGuess {
  const numbered = `${files!.length} numbered files of one size`;
  if (hasReadings) return { role: 'row', why: `${numbered}, with readings of a scan` };
  if (look?.imageValues.isCertain) return { role: 'image', why: `${numbered}; ${look.imageValues.why}` };
  // Without its path, where anything may be said.
  const bare = bareName(name);
  if (NAMES.projections.test(bare)) return { role: 'row', why: `${numbered}, projections by their names` };
  if (NAMES.volume.test(bare)) return { role: 'image', why: `${numbered}, slices by their names` };
  if (white === 255) return { role: 'image', why: `${numbered}, of 8 bits as slices are exported` };
  if (look?.readings.kind === 'transmission') return { role: 'row', why: `${numbered}; ${look.readings.why}` };
  return { role: 'undecided', why: `${numbered}: projections, or the slices of a volume` };
}

/** Projections and volumes have as many axes: where neither name nor values tell, nothing is taken for granted. */
function blockRole({ name, look }: OpenedArray, hasReadings: boolean): RoleGuess {
  if (look?.imageValues.isCertain) return { role: 'image', why: look.imageValues.why };
  if (hasReadings) return { role: 'projections', why: 'readings of a scan came with it' };
  if (look?.readings.kind === 'transmission') return { role: 'projections', why: look.readings.why };
  if (/proj|view|radiograph|scan/i.test(name)) return { role: 'projections', why: 'by its name' };
  if (/vol|image|slice|phantom|recon/i.test(name)) return { role: 'image', why: 'by its name' };
  return { role: 'undecided', why: 'projections and volumes both have three axes' };
}

/** What is as large as a projection, or a view, may be white or dark readings by how bright it is; a list of its length, angles. */
function guessByValues(arrays: readonly OpenedArray[], main: number, guesses: (RoleGuess | null)[]): void {
  const { shape, look, files, role: isSaid } = arrays[main]!;
  const { role } = guesses[main]!;
  if (!look || isSaid || role === 'image' || (role === 'undecided' && !files)) return;
  const plane = shape.slice(1).join();
  arrays.forEach((array, i) => {
    if (guesses[i] || array.only || !array.look || array.look.median === look.median) return;
    // There are fewer of these than views, or as many where each view has its own.
    if (size(array.shape) > size(shape) || isCalledSlice(array)) return;
    if (array.shape.slice(shape.length === 2 ? -1 : -2).join() !== plane) return;
    const isDark = array.look.most < DARK_PART * look.median;
    if (isDark) guesses[i] = { role: 'dark', why: 'as large as a view, and darker than any' };
    else if (array.look.median > WHITE_TIMES * look.median && array.shape.length < shape.length)
      guesses[i] = { role: 'white', why: 'as large as a view, and brighter than most' };
  });
}

/** Line integrals, and readings that are divided by the white ones already, may have these beside them all the same. */
function leaveOutWhite(arrays: readonly OpenedArray[], main: number, guesses: (RoleGuess | null)[]): void {
  const { look } = arrays[main]!;
  // What goes up further is no line integral, and has been divided by nothing.
  if (!look || look.most > MOST_LINE_INTEGRAL) return;
  const white = arrays.filter((_, i) => guesses[i]?.role === 'white');
  const levels = white.flatMap(({ look: own, median }) => own?.median ?? median ?? []);
  const level = Math.min(...levels);
  if (levels.length === 0 || !(look.most > 0) || level < MOST_WHITE_TIMES * look.most) return;
  const why = `readings go up to ${shortNumber(look.most)}, white ones to ${shortNumber(level)}: they seem to be divided by these already`;
  guesses.forEach((guess, i) => {
    const isOfRaw = guess?.role === 'white' || guess?.role === 'dark';
    if (isOfRaw && !arrays[i]!.role) guesses[i] = { role: 'unused', why };
  });
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Of several lists that may be the angles, one: that which is named so, or is as long as an axis of the readings. */
function keepBest(
  role: ArrayRole,
  arrays: readonly OpenedArray[],
  guesses: (RoleGuess | null)[],
  sides: readonly number[],
): void {
  const rivals = guesses.flatMap((guess, i) => (guess?.role === role ? [i] : []));
  const merit = (i: number) => {
    const isNamed = guesses[i]!.why !== null && !guesses[i]!.why.startsWith('a list');
    return (isNamed ? 2 : 0) + (sides.includes(size(arrays[i]!.shape)) ? 1 : 0);
  };
  const [best, ...others] = rivals.sort((a, b) => merit(b) - merit(a));
  for (const i of others) guesses[i] = { role: 'unused', why: `${arrays[best!]!.name} fits better` };
}
