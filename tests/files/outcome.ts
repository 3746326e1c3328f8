import fc from 'fast-check';
import { InputError } from '../../src/errors.ts';

/** What became of loading some bytes: a value, or the one sentence of an InputError. Anything else is thrown on. */
export type Outcome<Value> = { value: Value } | { sentence: string };

/** Runs a loader that may answer or throw InputError, and checks that the sentence is one, beginning with the name. */
export async function outcomeOf<Value>(name: string, load: () => Value | Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await load() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const sentence = error.message;
    if (!sentence.startsWith(`${name}: `) || /\p{C}/u.test(sentence) || sentence.includes('undefined')) {
      throw new Error(`not a sentence for a person: ${sentence}`);
    }
    return { sentence };
  }
}

/** Valid files with one byte changed, cut short, or with bytes added at the end; and bytes of any kind after a start. */
export function damagedFiles(files: readonly Uint8Array[], start: Uint8Array): fc.Arbitrary<Uint8Array> {
  const file = fc.constantFrom(...files);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(file, fc.nat(), fc.nat(255)).map(([bytes, at, byte]) => changed(bytes, at, byte)),
    },
    { weight: 3, arbitrary: fc.tuple(file, fc.nat()).map(([bytes, end]) => bytes.slice(0, end % bytes.length)) },
    { weight: 1, arbitrary: fc.tuple(file, fc.uint8Array()).map(([bytes, more]) => joined(bytes, more)) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 400 }).map((rest) => joined(start, rest)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  );
}

function changed(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = bytes.slice();
  copy[at % bytes.length] = byte;
  return copy;
}

export function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
