import type { Subject } from '../../experiment/subject.ts';
import { rangeFromZero, type ValueRange } from '../../measure/value-range.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import { thinnedImage } from '../../phantom/thinned-image.ts';
import { type DisplayWindow, fromBlackWhite } from '../panes/window-level.ts';

/** So many readings tell the range of all. */
const MOST_READINGS = 65_536;
/** Fewer are all looked at, so that the largest is not missed. */
const MOST_LINE_INTEGRALS = 2 ** 21;
/** Images with longer sides are looked at by every so-many-th of their pixels: rays through all of them take a second. */
const MOST_SIDE = 512;
/** The few beyond are dead channels and readings without light. */
const SHOWN_PART = 0.998;

/** A window over readings as a detector gave them, from nothing to all but the few largest. */
export function windowOfReadings(values: Float32Array): DisplayWindow {
  const step = Math.ceil(values.length / MOST_READINGS);
  const taken = Float32Array.from({ length: Math.floor(values.length / step) }, (_, i) => values[i * step]!);
  const sample = taken.filter(Number.isFinite).sort();
  const most = sample[Math.floor(SHOWN_PART * (sample.length - 1))] ?? 0;
  return most > 0 ? fromBlackWhite(0, most) : { width: 1, level: 0.5 };
}

/** A window over the line integrals of a subject, from nothing (or the least value) to the largest. @param host scans it */
export async function sinogramWindow(subject: Subject, host: CpuExecutor): Promise<DisplayWindow> {
  const { least, most } = await rangeOf(subject, host);
  return most > least ? fromBlackWhite(least, most) : { width: 1, level: 0.5 };
}

function rangeOf(subject: Subject, host: CpuExecutor): ValueRange | Promise<ValueRange> {
  switch (subject.kind) {
    case 'measurement':
      return rangeFromZero(sampleOf(subject.lineIntegrals));
    case 'image':
      return host.run('rangeOfImage', thinnedImage(subject, MOST_SIDE));
    case 'solids':
      return host.run('rangeOfSolids', subject);
    default:
      return host.run('rangeOfShapes', subject);
  }
}

function sampleOf(all: Float32Array): Float32Array {
  const step = Math.ceil(all.length / MOST_LINE_INTEGRALS) | 1;
  return step === 1 ? all : Float32Array.from({ length: Math.ceil(all.length / step) }, (_, i) => all[i * step]!);
}
