import { InputError } from '../errors.ts';
import { type Experiment, experimentJson } from './experiment.ts';

/** The name of the address's part that holds an experiment: `#experiment=…`. */
const KEY = 'experiment';
/** Browsers and chat programs cut longer addresses. */
const MAX_LINK_CHARACTERS = 60_000;

/**
 * The part of an address, from `#` on, that holds an experiment: its JSON in UTF-8 as base64 with the address-safe
 * alphabet (RFC 4648, section 5), so that no program on the way changes a character.
 *
 * @throws InputError where the experiment is too long for an address
 */
export function linkHash(experiment: Experiment): string {
  const bytes = new TextEncoder().encode(JSON.stringify(experimentJson(experiment)));
  const hash = `#${KEY}=${toBase64Url(bytes)}`;
  if (hash.length > MAX_LINK_CHARACTERS) {
    throw new InputError('This phantom has too many shapes for a link; save the experiment as a file instead');
  }
  return hash;
}

/**
 * The JSON that an address holds, not yet checked as an experiment, or `null` where the address holds none.
 *
 * @throws InputError where the link is damaged
 */
export function jsonFromHash(hash: string): unknown {
  const prefix = `#${KEY}=`;
  if (hash === '' || hash === '#') return null;
  if (!hash.startsWith(prefix)) {
    throw new InputError(
      `This link is not one of the sandbox's: after # it should say "${KEY}=", followed by an experiment`,
    );
  }
  if (hash.length > MAX_LINK_CHARACTERS) throw new InputError('This link is too long to hold an experiment');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(hash.slice(prefix.length))));
  } catch {
    throw new InputError('This link is damaged: part of it was lost or changed on the way');
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

// `btoa` works on characters and not on bytes, and is missing from the platform that the engine is compiled for.
function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63]!);
    text += digits.slice(0, Math.min(4, bytes.length - i + 1)).join('');
  }
  return text;
}

function fromBase64Url(text: string): Uint8Array {
  if (text.length % 4 === 1) throw new Error('not a base64 length');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) throw new Error('not a base64 digit');
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}
