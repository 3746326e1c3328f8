import { InputError } from '../../errors.ts';
import { type ByteSource, headOf } from '../byte-source.ts';
import { partName } from '../file-part.ts';
import type { ContainedArray, Decoding } from '../format.ts';
import { matlabRole, withoutMatlabOnes } from '../matlab-arrays.ts';
import { npyHeaderOf } from '../npy/write-header.ts';
import { ELEMENT, type Element, Elements } from './elements.ts';
import { InflatedElements } from './inflated-elements.ts';
import { type Matrix, matricesIn } from './matrices.ts';

const HEADER_BYTES = 128;
const MOST_ELEMENTS = 1000;
const MOST_AXES = 4;

/** The arrays of numbers of a MATLAB file of version 5 (as versions 6 and 7 are, too), those in structs by their paths. */
export const arraysIn: Decoding<'arraysIn'> = async (source, name) => {
  // `MI` as the writer has it.
  const isLittleEndian = (await headOf(source))[126] === 0x49;
  const file = new Elements(source, isLittleEndian, name);
  const inflated = new InflatedElements(source, name);
  const arrays: ContainedArray[] = [];
  let at = HEADER_BYTES;
  for (let count = 0; at < source.sizeBytes && count < MOST_ELEMENTS; count++) {
    const element = await file.at(at, source.sizeBytes);
    const [elements, inside] = await opened(element, file, inflated, name);
    for (const matrix of await matricesIn(elements, inside)) {
      if (matrix.path !== '' && matrix.shape.length <= MOST_AXES) arrays.push(contained(matrix, elements, name));
    }
    at = element.nextAt;
  }
  return arrays;
};

async function opened(
  element: Element,
  file: Elements,
  inflated: InflatedElements,
  name: string,
): Promise<readonly [Elements, Element]> {
  if (element.type !== ELEMENT.compressed) return [file, element];
  const bytes = await inflated.of(element, file.isLittleEndian);
  const elements = new Elements(bytes, file.isLittleEndian, name);
  return [elements, await elements.at(0, bytes.sizeBytes)];
}

function contained({ path, shape, code, dataAt, why }: Matrix, elements: Elements, name: string): ContainedArray {
  const role = why === null ? matlabRole(path) : null;
  const own = withoutMatlabOnes(shape);
  const source =
    why === null
      ? npySource(own, code, dataAt, elements)
      : {
          sizeBytes: 0,
          read: async () => {
            throw new InputError(`${partName(name, path)}: ${why}`);
          },
        };
  return { part: path, shape: own, source, ...(role && { role }) };
}

function npySource(shape: readonly number[], code: string, dataAt: number, elements: Elements): ByteSource {
  const valueBytes = Number(code[1]);
  const order = valueBytes === 1 ? '|' : elements.isLittleEndian ? '<' : '>';
  const header = npyHeaderOf(shape, `${order}${code}`, true);
  const sizeBytes = shape.reduce((product, length) => product * length, valueBytes) + header.length;
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      if (end <= header.length) return header.subarray(start, end);
      const values = await elements.source.read(
        dataAt + Math.max(0, start - header.length),
        dataAt + end - header.length,
      );
      if (start >= header.length) return values;
      const bytes = new Uint8Array(end - start);
      bytes.set(header.subarray(start));
      bytes.set(values, header.length - start);
      return bytes;
    },
  };
}
