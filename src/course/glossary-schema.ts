import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { exactly, listOf, numberBetween, oneOf, parseInput, textUpTo } from '../validation.ts';
import {
  type CompiledTerm,
  DRAWN_LOOKS,
  type DrawnPiece,
  SHOWN_DIALOGS,
  type ShownTerm,
  type Term,
  type TermDrawing,
} from './glossary-term.ts';

const name = textUpTo(80);
const patch = v.looseObject({}, 'must be an object');
const place = numberBetween(-20, 140);
const look = v.optional(oneOf(DRAWN_LOOKS), 'ink');

const piece = v.union([
  v.strictTuple([v.literal('path'), v.pipe(v.string(), v.regex(/^M[MLHVCSQTAZ\d\s.,-]*$/i)), look]),
  v.strictTuple([v.literal('circle'), place, place, numberBetween(0.2, 64), look]),
  v.strictTuple([v.literal('text'), place, place, textUpTo(30)]),
]);

const schema = exactly({
  names: v.optional(listOf(name, 'names', 0, 24), []),
  source: v.optional(textUpTo(160)),
  drawing: v.optional(listOf(piece, 'pieces', 1, 40)),
  /** What the drawing shows, for those who cannot see it. */
  drawn: v.optional(textUpTo(180)),
  related: listOf(name, 'terms', 1, 6),
  /** What to look at. */
  look: v.optional(textUpTo(200)),
  experiment: v.optional(patch, {}),
  fitted: v.optional(patch, {}),
  workplace: v.optional(name),
  besides: v.optional(patch),
  artefact: v.optional(name),
  dialog: v.optional(oneOf(SHOWN_DIALOGS)),
});

/** A term of the glossary, checked. @throws InputError naming the path of what is wrong */
export function parseTerm({ settings, ...term }: CompiledTerm): Term {
  const given = parseInput(schema, settings, `glossary: ${term.id}`);
  const { names, source = null, related } = given;
  return { ...term, names, source, drawing: drawingOf(term.id, given), related, show: shownOf(given) };
}

type Settings = v.InferOutput<typeof schema>;

function drawingOf(id: string, { drawing, drawn }: Settings): TermDrawing | null {
  if ((drawing === undefined) !== (drawn === undefined))
    throw new InputError(`glossary: ${id}: a drawing needs words (drawn), and these a drawing`);
  return drawing && drawn !== undefined ? { pieces: drawing as readonly DrawnPiece[], words: drawn } : null;
}

function shownOf({ look, artefact, dialog, experiment, fitted, workplace, besides }: Settings): ShownTerm | null {
  if (look === undefined) return null;
  if (artefact !== undefined) return { kind: 'artefact', artefact, look };
  if (dialog !== undefined) return { kind: 'dialog', dialog, look };
  const shown = { experiment, fitted, workplace: workplace ?? null, besides: besides ?? null };
  return { kind: 'experiment', shown, look };
}
