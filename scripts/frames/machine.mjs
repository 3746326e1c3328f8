// How busy the machine was, and by whom.

import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * @typedef {object} CpuUse parts of all cores' time
 * @property {number} own of this process and of those that it started, the browser's
 * @property {number} others of everything else on the machine; near 0 where it is quiet
 */

/** @returns {{ stop(): CpuUse | null }} `null` where the system has no /proc */
export function cpuClock() {
  const before = ticks();
  return {
    stop() {
      const after = ticks();
      if (!before || !after || after.all <= before.all) return null;
      const all = after.all - before.all;
      const own = (after.own - before.own) / all;
      return { own, others: Math.max(0, (after.busy - before.busy) / all - own) };
    },
  };
}

/** @returns {{ all: number, busy: number, own: number } | null} in the kernel's ticks, since the machine started */
function ticks() {
  try {
    const [total = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
    const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, interrupt = 0, soft = 0, stolen = 0] = total
      .split(/\s+/)
      .slice(1)
      .map(Number);
    const busy = user + nice + system + interrupt + soft + stolen;
    return { all: busy + idle + waiting, busy, own: ownTicks() };
  } catch {
    return null;
  }
}

/** Of this process and of all that descend from it. */
function ownTicks() {
  /** @type {Map<number, { parent: number, ticks: number }>} */
  const processes = new Map();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      // What stands in brackets is a name, which may hold anything.
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ').map(Number);
      // Field 4 of proc(5) is the parent, 14 and 15 the time in user and kernel mode; the first two are cut off.
      processes.set(Number(entry), { parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) });
    } catch {
      // It has just ended.
    }
  }
  /** @param {number} id @returns {boolean} */
  const isOwn = (id) => id === process.pid || (processes.has(id) && isOwn(processes.get(id)?.parent ?? 0));
  return [...processes].reduce((sum, [id, { ticks: own }]) => sum + (isOwn(id) ? own : 0), 0);
}

/** @returns {string} */
export function machineText() {
  const all = cpus();
  return `${all.length} × ${all[0]?.model ?? 'unknown processor'}`;
}
