// The figures in lines and tables.

import { machineText } from './machine.mjs';
import { LATE_MS } from './trace.mjs';

/**
 * @typedef {import('./drag.mjs').Frames} Frames
 * @typedef {import('./trace.mjs').LateFrame} LateFrame
 */

/** @typedef {{ frames: Frames, cpu: import('./machine.mjs').CpuUse | null }} Pass */

/** A machine is quiet while everything else on it takes less than this part of its cores. */
const QUIET_PART = 0.05;

/** @param {string} version of the browser */
export function headline(version) {
  return `${new Date().toISOString().slice(0, 10)}, ${machineText()}, Chromium ${version}; frames in ms`;
}

/** @param {number} part */
const percent = (part) => `${Math.round(100 * part)} %`;

/** @param {Frames} frames */
const lengthsOf = ({ times }) => times.slice(1).map((time, i) => time - (times[i] ?? time));

/** @param {readonly number[]} lengths @param {number} part */
function quantile(lengths, part) {
  const sorted = lengths.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN).toFixed(1);
}

/** All passes of a scene, and those of them in which the machine was quiet. @param {string} label @param {readonly Pass[]} passes */
export function summaryLine(label, passes) {
  /** @param {readonly Pass[]} some */
  const told = (some) => {
    const lengths = some.flatMap(({ frames }) => lengthsOf(frames));
    const late = lengths.filter((length) => length > LATE_MS);
    const longest = late.length > 0 ? `, the longest ${Math.round(Math.max(...late))}` : '';
    return `${lengths.length} frames, median ${quantile(lengths, 0.5)}, ${late.length} over ${LATE_MS}${longest}`;
  };
  const quiet = passes.filter(({ cpu }) => cpu && cpu.others < QUIET_PART);
  return `= ${label}: in ${passes.length} passes ${told(passes)}; in the ${quiet.length} quiet ones ${quiet.length > 0 ? told(quiet) : 'nothing'}`;
}

/**
 * @param {string} label
 * @param {Frames} frames
 * @param {import('./machine.mjs').CpuUse | null} cpu
 * @param {boolean} isTraced
 */
export function passLine(label, frames, cpu, isTraced) {
  const { times, longTasksMs, pictures, notes, durationMs } = frames;
  const lengths = lengthsOf(frames);
  const late = lengths.filter((length) => length > LATE_MS);
  const shown = Object.entries(notes).toSorted((a, b) => b[1] - a[1]);
  return [
    `${label}${isTraced ? ' (traced)' : ''}: ${lengths.length} frames, median ${quantile(lengths, 0.5)}, 95 % within ${quantile(lengths, 0.95)}`,
    `${late.length} over ${LATE_MS}${late.length > 0 ? ` (${late.map((length) => Math.round(length)).join(' ')})` : ''}`,
    `${longTasksMs.length} long tasks${longTasksMs.length > 0 ? ` (${longTasksMs.map(Math.round).join(' ')})` : ''}`,
    ...(pictures > 0 ? [`${((1000 * pictures) / durationMs).toFixed(1)} slices a second`] : []),
    ...(pictures > 0 ? [shown.map(([note, count]) => `${note} ${percent(count / times.length)}`).join(', ')] : []),
    ...(cpu ? [`cores: own ${percent(cpu.own)}, others ${percent(cpu.others)}`] : []),
  ].join('; ');
}

/** @param {readonly LateFrame[]} late */
export function lateTable(late) {
  if (late.length === 0) return '  no frame came late';
  const kinds = /** @type {(keyof LateFrame['kinds'])[]} */ (Object.keys(late[0]?.kinds ?? {}));
  const head = ['at', 'length', ...kinds, 'no task', 'without a core'];
  const rows = late.map(({ atMs, lengthMs, kinds: spent, idleMs, offCoreMs }) =>
    [atMs, lengthMs, ...kinds.map((kind) => spent[kind]), idleMs, offCoreMs].map((value) => value.toFixed(0)),
  );
  return [head, ...rows]
    .map((row) => `  ${row.map((cell, i) => cell.padStart(head[i]?.length ?? 0)).join('  ')}`)
    .join('\n');
}
