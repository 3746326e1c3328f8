import { InputError } from '../errors.ts';
import { fromBase64Url, toBase64Url } from './base64-url.ts';
import { type Experiment, experimentJson } from './experiment.ts';

/** The name of the address's part that holds an experiment: `#experiment=…`. */
const KEY = 'experiment';
/** Behind it, what a page has to say besides. */
const BESIDES = 'besides';
/** Browsers and chat programs cut longer addresses. */
export const MAX_LINK_CHARACTERS = 60_000;

/**
 * The part of an address, from `#` on, that holds an experiment: its JSON in UTF-8 as base64 with the address-safe
 * alphabet (RFC 4648, section 5), so that no program on the way changes a character.
 *
 * @throws InputError where the experiment is too long for an address
 */
export function linkHash(experiment: Experiment): string {
  const hash = experimentPart(experimentJson(experiment));
  if (hash.length > MAX_LINK_CHARACTERS) {
    throw new InputError('This phantom has too many shapes for a link; save the experiment as a file instead');
  }
  return hash;
}

/** The same of an experiment as it was written, however long. */
export function experimentPart(json: unknown): string {
  return `#${KEY}=${digitsOf(json)}`;
}

/** What is put behind an experiment in an address, JSON of whatever kind; whoever asks for the experiment passes it over. */
export function besidesPart(json: unknown): string {
  return `&${BESIDES}=${digitsOf(json)}`;
}

/**
 * The JSON that an address holds besides an experiment, not yet checked, or `null` where it holds none.
 *
 * @throws InputError where it is cut short or damaged
 */
export function besidesFromHash(hash: string): unknown {
  mustBeShortEnough(hash);
  const text = withoutPercentSigns(hash);
  const start = new RegExp(`&(?:amp;)?${BESIDES}=`, 'i').exec(text);
  return start ? jsonBehind(text.slice(start.index + start[0].length)) : null;
}

function digitsOf(json: unknown): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(json)));
}

/**
 * The JSON that an address holds, not yet checked as an experiment, or `null` where the address holds none. What mail and
 * chat put behind a link or write otherwise in it (a full stop, a bracket, `&utm_source=…`, percent signs, spaces where a
 * line was broken) is none of the alphabet's characters and is passed over.
 *
 * @throws InputError where the link is cut short or damaged
 */
export function jsonFromHash(hash: string): unknown {
  if (hash === '' || hash === '#') return null;
  mustBeShortEnough(hash);
  const text = withoutPercentSigns(hash);
  const start = new RegExp(`^#[/!?&]*${KEY}=`, 'i').exec(text);
  if (!start) {
    if (`#${KEY}=`.startsWith(text.toLowerCase())) throw cutShort();
    throw new InputError(`This is not a sandbox link: after # it should have "${KEY}=", followed by an experiment`);
  }
  return jsonBehind(text.slice(start[0].length));
}

/** Percent signs make three characters of one, and what follows the experiment may be as long again. */
function mustBeShortEnough(hash: string): void {
  if (hash.length > 4 * MAX_LINK_CHARACTERS) throw new InputError('This link is too long to hold an experiment');
}

/** The JSON whose digits a text begins with. */
function jsonBehind(rest: string): unknown {
  const digits = leadingDigits(rest);
  if (digits.length > MAX_LINK_CHARACTERS) throw new InputError('This link is too long to hold an experiment');
  // Emphasis right behind it, a line broken by a mail program, an equals sign written as mail does.
  const guesses = [digits, digits.replace(/[-_]{1,3}$/, ''), leadingDigits(rest.replace(/[\s=]+/g, ''))];
  for (const guess of [...guesses, ...guesses.map((text) => text.replace(/^3D/, ''))]) {
    const json = parsed(guess);
    if (json !== undefined) return json;
  }
  if (!goesOn(rest.slice(digits.length)) && isBeginningOfJson(digits)) throw cutShort();
  throw new InputError('This link is damaged: part of it was lost or changed on the way');
}

function cutShort(): InputError {
  return new InputError('This link was cut short on the way: its end is missing; copy all of it, or ask for a new one');
}

/** What programs on the way have written with percent signs, once or several times over. */
function withoutPercentSigns(text: string): string {
  let plain = text;
  for (let times = 0; times < 3 && plain.includes('%'); times++) {
    plain = plain.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  }
  return plain;
}

function leadingDigits(text: string): string {
  return /^[\w-]*/.exec(text)![0];
}

/** Whether a link's rest holds more of an experiment, so that not its end but something in its middle was lost. */
function goesOn(rest: string): boolean {
  return /^.?[\w-]{20}/s.test(rest);
}

/** The JSON that digits stand for, or `undefined` where they stand for none. */
function parsed(digits: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(digits)));
  } catch {
    return undefined;
  }
}

/** Whether digits are the beginning of a JSON object, cut at any place. */
function isBeginningOfJson(digits: string): boolean {
  if (digits === '') return true;
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  if (whole === '') return digits === 'e';
  let text: string;
  try {
    // As a stream: the last character may lack some of its bytes.
    text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(whole), { stream: true });
  } catch {
    return false;
  }
  return text.startsWith('{') && closes(text);
}

/** Whether a text is JSON up to its last comma or opening bracket, once what is open there is closed. */
function closes(text: string): boolean {
  let open = '';
  let end = 0;
  let openAtEnd = '';
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\],]/gs)) {
    if (token === '{') open += '}';
    else if (token === '[') open += ']';
    else if (token === '}' || token === ']') {
      if (!open.endsWith(token)) return false;
      open = open.slice(0, -1);
    } else if (token !== ',') continue;
    if (open === '') return false;
    end = token === ',' ? index : index + 1;
    openAtEnd = open;
  }
  try {
    JSON.parse(text.slice(0, end) + [...openAtEnd].reverse().join(''));
    return true;
  } catch {
    return false;
  }
}
