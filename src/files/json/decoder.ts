import { InputError } from '../../errors.ts';
import { parseJson } from '../../json-text.ts';
import { wholeOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';

/** Larger than any experiment with a phantom in place, and than any phantom; files they name have bounds of their own. */
const MAX_JSON_BYTES = 8 * 2 ** 20;

export const readDocument: Decoding<'readDocument'> = async (source, name) => {
  if (source.sizeBytes > MAX_JSON_BYTES) {
    throw new InputError(`${name}: is larger than 8 MiB, the maximum for an experiment or a phantom`);
  }
  return parseJson(new TextDecoder().decode(await wholeOf(source)), name);
};
