import bytes from './wasm/index.ts?assemblyscript';

/** The functions of `src/compute/cpu/wasm/`; what they do and take is written there. Addresses are in bytes. */
export interface WasmExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  chainedAdditions(turns: number): number;
  interleaveFour(
    a: number,
    b: number,
    c: number,
    d: number,
    weights: number,
    channels: number,
    out: number,
    stride: number,
  ): void;
  backProjectGroups(
    isEight: boolean,
    table: number,
    packed: number,
    count: number,
    packedChannels: number,
    places: number,
    side: number,
    constants: number,
    seen: number,
    sums: number,
  ): void;
  foldGroups(isEight: boolean, sums: number, side: number, image: number): void;
  backProjectPlain(
    table: number,
    packed: number,
    count: number,
    packedChannels: number,
    places: number,
    columns: number,
    rowFrom: number,
    rowTo: number,
    image: number,
  ): void;
  backProjectFanGroups(
    detector: number,
    isEight: boolean,
    table: number,
    count: number,
    parameters: number,
    columnFrom: number,
    columnTo: number,
    rows: number,
    seen: number,
    sums: number,
  ): void;
  foldFan(isEight: boolean, sums: number, columnFrom: number, columnTo: number, side: number, image: number): void;
  backProjectFanPlain(
    detector: number,
    table: number,
    count: number,
    parameters: number,
    columns: number,
    rowFrom: number,
    rowTo: number,
    seen: number,
    image: number,
  ): void;
  filterEight(views: number, channels: number, length: number, roots: number, response: number, signal: number): void;
  gridEight(
    views: number,
    channels: number,
    length: number,
    roots: number,
    places: number,
    factors: number,
    weights: number,
    steps: number,
    table: number,
    tableBits: number,
    signal: number,
    samples: number,
    grid: number,
    gridBits: number,
    signAcross: bigint,
    signDown: bigint,
  ): void;
  transformGrid(
    grid: number,
    size: number,
    roots: number,
    places: number,
    downPhases: number,
    acrossPhases: number,
    downSign: number,
    acrossSign: number,
    signal: number,
    strips: number,
    rows: number,
    columns: number,
    rowCorrection: number,
    columnCorrection: number,
    image: number,
  ): void;
  scanRays(
    image: number,
    transposed: number,
    rows: number,
    columns: number,
    middleRow: number,
    middleColumn: number,
    pixelSizeMm: number,
    cosines: number,
    sines: number,
    distances: number,
    count: number,
    out: number,
  ): void;
  spreadRays(
    sums: number,
    transposed: number,
    rows: number,
    columns: number,
    middleRow: number,
    middleColumn: number,
    pixelSizeMm: number,
    cosines: number,
    sines: number,
    distances: number,
    readings: number,
    count: number,
  ): void;
  addEllipseChords(
    row: number,
    from: number,
    to: number,
    firstU: number,
    spacing: number,
    halfShadow: number,
    amplitude: number,
    grazing: number,
  ): void;
  addFanEllipseChords(
    row: number,
    from: number,
    to: number,
    cosines: number,
    sines: number,
    distances: number,
    centreX: number,
    centreY: number,
    alongX: number,
    mixed: number,
    alongY: number,
    amplitude: number,
    grazing: number,
  ): void;
  lineIntegrals(
    shapes: number,
    count: number,
    replaces: boolean,
    cosines: number,
    sines: number,
    distances: number,
    channels: number,
    room: number,
    out: number,
    cosine: number,
    sine: number,
    grazing: number,
    parallel: number,
    onEdge: number,
  ): void;
  addDeviations(
    values: number,
    views: number,
    channels: number,
    reach: number,
    weights: number,
    ofRow: number,
    most: number,
    room: number,
    sums: number,
  ): void;
  transmit(
    weights: number,
    muPerMm: number,
    bins: number,
    materials: number,
    paths: number,
    rays: number,
    share: number,
    signals: number,
  ): void;
  detect(
    signals: number,
    gains: number,
    inverses: number,
    room: number,
    lineIntegrals: number,
    starved: number,
    views: number,
    channels: number,
    firstView: number,
    seed: number,
    photons: number,
    photonsInverse: number,
    electronicNoise: number,
    neighbourShare: number,
    scatterScale: number,
    leastReading: number,
    deadReading: number,
    outputScale: number,
  ): void;
}

const PAGE_BYTES = 65_536;
/** Below lies what the compiler puts into memory by itself. */
const FIRST_ADDRESS = 1024;

/**
 * The kernels and their memory. A task lays its arrays out one after the other, runs, takes the results out, and leaves
 * nothing behind; `begin` starts over.
 */
export class WasmKernels {
  readonly run: WasmExports;
  #end = FIRST_ADDRESS;

  constructor(run: WasmExports) {
    this.run = run;
  }

  /** Forgets all arrays of the last task, and makes room for so many bytes. Throws a RangeError where there is none. */
  begin(bytes: number): void {
    this.#end = FIRST_ADDRESS;
    // Every array is aligned on 16 bytes; a page more than covers what that costs.
    const missing = FIRST_ADDRESS + bytes + PAGE_BYTES - this.run.memory.buffer.byteLength;
    if (missing > 0) this.run.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }

  /** The address of so many bytes, aligned on 16; their contents are whatever the last task left. */
  allocate(bytes: number): number {
    const address = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16;
    if (this.#end > this.run.memory.buffer.byteLength) throw new RangeError('the task has begun with too little room');
    return address;
  }

  /** Lays a table into the memory and gives its address. */
  place(values: Float32Array | Int32Array): number {
    const address = this.allocate(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.run.memory.buffer).set(bytes, address);
    return address;
  }

  /** Memory as floats. Good until the next `begin`, which may move the memory. */
  floats(address: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.run.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.run.memory.buffer, address, length);
  }

  bigIntegers(address: number, length: number): BigInt64Array<ArrayBuffer> {
    return new BigInt64Array(this.run.memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.run.memory.buffer, address, length);
  }
}

let kernels: WasmKernels | null | undefined;

/** The kernels of this thread, or `null` where there is no WebAssembly with SIMD. */
export function wasmKernels(): WasmKernels | null {
  if (kernels === undefined) kernels = startedKernels();
  return kernels;
}

/** Some browsers have no WebAssembly (as in lockdown), and a page's security policy may forbid it. */
function startedKernels(): WasmKernels | null {
  try {
    if (!WebAssembly.validate(bytes)) return null;
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), IMPORTS);
    return new WasmKernels(exports as unknown as WasmExports);
  } catch {
    return null;
  }
}

const IMPORTS = {
  env: {
    abort(): never {
      throw new Error('a WebAssembly kernel stopped');
    },
  },
};
