/** The functions of `wasm/first.ts`; what they do and take is written where they stand. Addresses are in bytes. */
export interface FirstWasmExports {
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
  filterEight(views: number, channels: number, length: number, roots: number, response: number, signal: number): void;
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
}
