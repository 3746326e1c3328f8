import { ELEMENT, type Element, type Elements } from './elements.ts';

/** Classes of arrays (table 1-3) that hold numbers. */
const CLASS = { struct: 2, sparse: 5, double: 6, uint64: 15 };
/** Bits of an array's flags. */
const FLAG = { complex: 0x08 };
/** NumPy's code of a data type's values (table 1-1): what is stored may be of a smaller type than the array's. */
const STORED: ReadonlyMap<number, string> = new Map([
  ...([
    [1, 'i1'],
    [2, 'u1'],
    [3, 'i2'],
    [4, 'u2'],
    [5, 'i4'],
    [6, 'u4'],
    [7, 'f4'],
    [9, 'f8'],
    [12, 'i8'],
  ] as const),
  [13, 'u8'],
]);

const MOST_AXES = 32;
const MOST_NAME_BYTES = 4096;
const MOST_FIELDS_BYTES = 2 ** 20;
const MOST_DEPTH = 16;
const MOST_MATRICES = 1000;

/** An array of numbers in a file, its first axis fastest. */
export interface Matrix {
  readonly path: string;
  readonly shape: readonly number[];
  /** Of a value, as NumPy writes it, but for the order of bytes. */
  readonly code: string;
  readonly dataAt: number;
  /** Why it cannot be read, without its name. */
  readonly why: string | null;
}

/** The arrays of an element, those of its fields by their paths. Texts, cells, objects and functions are passed over. */
export async function matricesIn(elements: Elements, element: Element): Promise<Matrix[]> {
  const found: Matrix[] = [];
  await gather(elements, element, null, 0, found);
  return found;
}

/** @param path of a field, which has no name of its own; `null` of what has */
async function gather(
  elements: Elements,
  { type, dataAt, bytes }: Element,
  path: string | null,
  depth: number,
  found: Matrix[],
): Promise<void> {
  if (type !== ELEMENT.matrix || bytes === 0 || depth > MOST_DEPTH || found.length >= MOST_MATRICES) return;
  const end = dataAt + bytes;
  const flags = await elements.at(dataAt, end);
  const [word = 0] = await elements.numbersOf(flags, 8);
  const [kind, bits] = [word & 0xff, (word >> 8) & 0xff];
  const lengths = await elements.at(flags.nextAt, end);
  const shape = await elements.numbersOf(lengths, 4 * MOST_AXES);
  if (shape.some((length) => length < 0)) throw elements.fault();
  const name = await elements.at(lengths.nextAt, end);
  const own = path ?? (await elements.textOf(name, MOST_NAME_BYTES));
  if (kind === CLASS.struct) return gatherFields(elements, name.nextAt, end, shape, own, depth, found);
  if (kind === CLASS.sparse) {
    found.push({
      path: own,
      shape: [],
      code: '',
      dataAt: 0,
      why: 'is a sparse matrix, which is not read; save full() of it in MATLAB',
    });
    return;
  }
  if (kind < CLASS.double || kind > CLASS.uint64) return;
  if (bits & FLAG.complex) {
    found.push({
      path: own,
      shape: [],
      code: '',
      dataAt: 0,
      why: 'holds complex numbers, which are not read; save abs() of it in MATLAB',
    });
    return;
  }
  const count = shape.reduce((product, length) => product * length, 1);
  if (count === 0) return;
  const values = await elements.at(name.nextAt, end);
  const code = STORED.get(values.type);
  if (!code || count * Number(code[1]) !== values.bytes) throw elements.fault();
  found.push({ path: own, shape, code, dataAt: values.dataAt, why: null });
}

/** Of a struct: the length of a field's name, all names, then their values. Of several structs together none is read. */
async function gatherFields(
  elements: Elements,
  at: number,
  end: number,
  shape: readonly number[],
  path: string,
  depth: number,
  found: Matrix[],
): Promise<void> {
  const length = await elements.at(at, end);
  const [nameBytes = 0] = await elements.numbersOf(length, 4);
  const names = await elements.at(length.nextAt, end);
  if (shape.some((count) => count !== 1) || nameBytes <= 0) return;
  const text = await elements.textOf(names, MOST_FIELDS_BYTES);
  let next = names.nextAt;
  for (let from = 0; from + nameBytes <= text.length && next < end; from += nameBytes) {
    const name = text.slice(from, from + nameBytes).split('\0')[0]!;
    const field = await elements.at(next, end);
    await gather(elements, field, `${path}/${name}`, depth + 1, found);
    next = field.nextAt;
  }
}
