import type { BackProjectionVariant } from './contender.ts';

/** The speed that the path taken cannot surpass on a machine. */
export interface Ceiling {
  readonly gigaUpdatesPerSecond: number;
  /** What bounds it, in words. */
  readonly boundBy: string;
}

/** What ceilings are computed from; `null` is unknown. */
export interface CeilingMachine {
  /** The processor's name. */
  readonly processor: string | null;
  readonly clockMHz: number | null;
  /** Whether the clock was measured, for want of a system that says it. */
  readonly clockIsMeasured?: boolean;
}

/** A processor whose inner loop was counted out. */
interface KnownProcessor {
  readonly name: RegExp;
  readonly updatesPerClock: number;
  readonly boundBy: string;
}

/**
 * The symmetric SIMD kernel (`compute/cpu/wasm/back-project-groups.ts`): clock × min(loads per clock / loads per update,
 * additions per clock / additions per update, operations per clock / operations per update). Vectors hold four views.
 * Eight updates take four loads of channels and a share in loading what they count for, four multiplications, four
 * additions, and about 22 operations: those, 2 shuffles, a load of the address, and 6 as a share of the strip's positions.
 *
 * Zen 4 loads two vectors of this width per clock (3.2 updates), adds two (4 updates) and dispatches six operations (2.2
 * updates; AMD, Software Optimization Guide for the AMD Zen4 Microarchitecture, publication 57647): 5.67 GUPS per thread
 * at 2.6 GHz. Two threads that share a core share its ceiling too, which is then higher than what is possible, never
 * lower.
 */
const ZEN_4: KnownProcessor = {
  // EPYC 8004 and 9004, and the desktop's Ryzen 7000.
  name: /EPYC [89]\d\d4|Ryzen [3579] 7[4-9]\d0(F|X|X3D)?\b/,
  updatesPerClock: Math.min(2 / (5 / 8), 2 / (4 / 8), 6 / (22 / 8)),
  boundBy: 'six operations per clock, 22 to eight updates',
};

const PROCESSORS: readonly KnownProcessor[] = [ZEN_4];
/** A yardstick for processors that do not say what they are, or whose loop was not counted out; it says that it is one. */
const YARDSTICK: KnownProcessor = { ...ZEN_4, boundBy: `${ZEN_4.boundBy}, as a core of Zen 4 would` };

interface KnownGpu {
  readonly name: RegExp;
  readonly multiprocessors: number;
  /** The upper end of its clock: a GPU that runs slower is given less than its due, never more. */
  readonly clockGHz: number;
  readonly textureUnitsPerMultiprocessor: number;
  /** Bytes that workgroup memory, and the cache of the first level beside it, give per clock and multiprocessor. */
  readonly localBytesPerClock: number;
}

/**
 * NVIDIA H200: 132 multiprocessors with 4 texture units and 128 bytes of local memory per clock each, 1.755 to 1.98 GHz
 * (NVIDIA H100 Tensor Core GPU Architecture, 2022, whose processor it shares). Computed with 1.98 GHz.
 */
const GPUS: readonly KnownGpu[] = [
  {
    name: /\bH200\b/i,
    multiprocessors: 132,
    clockGHz: 1.98,
    textureUnitsPerMultiprocessor: 4,
    localBytesPerClock: 128,
  },
];

/** A texel of four halves holds four views, and is fetched and interpolated at the full rate. */
const UPDATES_PER_FETCH = 4;
/** Two f32, left and right of where the ray of a pixel falls. */
const BYTES_PER_UPDATE = 8;
/** Four f32, two of either of two detector rows. */
const BYTES_PER_VOXEL_UPDATE = 16;

/**
 * The ceiling of a way to back-project on so many threads of a CPU, or a sentence why none is known.
 *
 * @param threads each on a core of its own
 */
export function cpuCeiling(
  variant: BackProjectionVariant,
  threads: number,
  { processor, clockMHz, clockIsMeasured }: CeilingMachine,
): Ceiling | string {
  if (variant !== 'symmetric') return 'no ceiling is known for plain TypeScript';
  const known = (processor && PROCESSORS.find(({ name }) => name.test(processor))) || YARDSTICK;
  if (!clockMHz) return "the processor's clock rate is unknown";
  return {
    gigaUpdatesPerSecond: (threads * known.updatesPerClock * clockMHz) / 1000,
    boundBy: `${known.boundBy}, at ${clockMHz} MHz${clockIsMeasured ? ' as measured' : ''}`,
  };
}

/**
 * The ceiling of a GPU's kernel, or a sentence why none is known: multiprocessors × clock × what one of them does in a
 * clock. `texture`: texture units × 4 updates per fetch. `tile` and `plain`: bytes of local memory over 8 bytes per
 * update; the plain kernel finds its readings in the cache of the first level, which is the same memory. `gather`, of
 * volumes, finds them there too, 16 bytes per update; `texture` fetches from between four texels at the same rate as two.
 *
 * @param adapter all names that the adapter goes by
 */
export function gpuCeiling(variant: BackProjectionVariant, adapter: string): Ceiling | string {
  const known = GPUS.find(({ name }) => name.test(adapter));
  if (!known) return 'the work per clock of this GPU is unknown here';
  const { multiprocessors, clockGHz, textureUnitsPerMultiprocessor, localBytesPerClock } = known;
  const clocks = multiprocessors * clockGHz;
  if (variant === 'texture') {
    return {
      gigaUpdatesPerSecond: clocks * textureUnitsPerMultiprocessor * UPDATES_PER_FETCH,
      boundBy: `texture fetches, at ${clockGHz} GHz`,
    };
  }
  return {
    gigaUpdatesPerSecond:
      (clocks * localBytesPerClock) / (variant === 'gather' ? BYTES_PER_VOXEL_UPDATE : BYTES_PER_UPDATE),
    boundBy: `${variant === 'tile' ? 'workgroup memory' : 'the first-level cache'}, at ${clockGHz} GHz`,
  };
}
