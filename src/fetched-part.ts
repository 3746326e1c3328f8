import { MissingPartError } from './errors.ts';

/** What is fetched again has another address: browsers keep an address whose module failed once as failed. */
let times = 0;

/**
 * A part of the program, fetched; once more under another address where it fails.
 *
 * @param load imports it
 * @param what could not be fetched, for a person: the beginning of a sentence
 * @throws MissingPartError (rejects) where it cannot be had
 */
export function fetchedPart<Part>(load: () => Promise<Part>, what = 'This part of the page'): Promise<Part> {
  const part = fetched(load, what);
  fetching.onBegin?.(what, part);
  return part;
}

/** Whoever says what is waited for is told here. */
export const fetching: { onBegin?: (what: string, part: Promise<unknown>) => void } = {};

async function fetched<Part>(load: () => Promise<Part>, what: string): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    const address = addressIn(error);
    try {
      if (address === null) return await load();
      return (await import(/* @vite-ignore */ againAddress(address))) as Part;
    } catch {
      throw new MissingPartError(
        `${what} could not be loaded: the server does not answer, or has a newer version of the page, which reloading gets`,
      );
    }
  }
}

/** The address of the module that could not be fetched, as Chromium and Firefox tell it; `null` elsewhere. */
export function addressIn(error: unknown): string | null {
  const message = error instanceof Error ? error.message : '';
  return /dynamically imported module: (\S+)$/.exec(message)?.[1] ?? null;
}

export function againAddress(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}again=${++times}`;
}
