import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';

/** An experiment and what it is about. */
export interface PresentPair {
  readonly experiment: Experiment;
  readonly subject: Subject;
}

/** What undoing brings back: an experiment, what it is about, and what parts of the page had to say about them. */
export interface Moment extends PresentPair {
  /** Of parts for which another state is a step, by their names. */
  readonly steps: Readonly<Record<string, unknown>>;
  /** Of the others. */
  readonly besides: Readonly<Record<string, unknown>>;
}

/** Whether from one moment to the other is no step, whatever else parts of the page say. */
export function isSameMoment(one: Moment, other: Moment): boolean {
  // Files of the same name may hold something else; shapes stand in the experiment, or in the library.
  const sameSubject =
    one.subject === other.subject || (one.subject.kind === 'shapes' && other.subject.kind === 'shapes');
  return sameSubject && isAlike(one.experiment, other.experiment) && isAlike(one.steps, other.steps);
}

/** Whether two values of JSON are the same; parts that are one and the same object are not looked into. */
export function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  // An image is the same only where it is the same object: nobody waits for millions of values to be compared.
  if (ArrayBuffer.isView(one)) return false;
  const keys = Object.keys(one);
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) => Object.hasOwn(other, key) && isAlike(one[key as keyof typeof one], other[key as keyof typeof other]),
  );
}

/** As objects of a few numbers each, in a phantom file and made ready to be scanned. */
const BYTES_OF_SHAPE = 1000;

/** What a subject keeps in memory that is of any size, and how many bytes it takes. */
export function heldBySubject(subject: Subject): [object, number][] {
  switch (subject.kind) {
    case 'shapes':
      return [[subject, subject.shapes.length * BYTES_OF_SHAPE]];
    case 'solids':
      return [[subject, subject.solids.length * BYTES_OF_SHAPE]];
    case 'image':
      return [[subject.values, subject.values.byteLength]];
    case 'measurement':
      return [[subject.lineIntegrals, subject.lineIntegrals.byteLength]];
  }
}
