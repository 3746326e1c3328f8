import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { wholeOf } from '../files/byte-source.ts';
import { parseJson } from '../json-text.ts';
import { regularFile } from './experiment-files.ts';

/** Larger than any experiment with a phantom in place; files that it names have bounds of their own. */
const MAX_JSON_BYTES = 8 * 2 ** 20;

/** The JSON in a file. @throws InputError (rejects) where there is no such file, it is too large or no JSON */
export async function readJsonFile(file: string): Promise<unknown> {
  const name = basename(file);
  const source = await regularFile(file, name, MAX_JSON_BYTES);
  return parseJson(new TextDecoder().decode(await wholeOf(source)), name);
}

/** Whether the folder is there or can be made, found out before the work and not after it. */
export async function mustBeFolderOrNew(folder: string): Promise<void> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const found = await stat(path).catch(() => null);
    if (found && !found.isDirectory()) throw new InputError(`--out: ${path} is a file, not a folder`);
    if (!found && path !== dirname(path)) continue;
    await access(path, constants.W_OK).catch(() => {
      throw new InputError(`--out: cannot write to ${path}`);
    });
    return;
  }
}
