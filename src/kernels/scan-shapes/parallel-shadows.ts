import type { FirstWasmKernels } from '../../compute/cpu/first-wasm-kernels.ts';
import { axisChannel, channelCentreMm } from '../../geometry/detector.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Ellipse } from '../../phantom/phantom.ts';
import { GRAZING } from '../../phantom/shape-intervals.ts';

/** The chords of whole ellipses along parallel rays, over the channels that they cover. */
export class ParallelShadows {
  readonly #kernels: FirstWasmKernels;
  readonly #scan: Scan;
  #cosine = 1;
  #sine = 0;

  constructor(kernels: FirstWasmKernels, scan: Scan) {
    this.#kernels = kernels;
    this.#scan = scan;
  }

  /** Goes on with a view. */
  begin(view: number): void {
    this.#cosine = Math.cos(this.#scan.anglesRad[view]!);
    this.#sine = Math.sin(this.#scan.anglesRad[view]!);
  }

  /** Adds an ellipse to a row f64[channels] in the kernels' memory. */
  add(ellipse: Ellipse, row: number): void {
    const [cosine, sine, scan] = [this.#cosine, this.#sine, this.#scan];
    const alongX = cosine * ellipse.cosine + sine * ellipse.sine;
    const alongY = sine * ellipse.cosine - cosine * ellipse.sine;
    const halfShadow = Math.hypot(ellipse.semiAxisXMm * alongX, ellipse.semiAxisYMm * alongY);
    const centreU = ellipse.centreXMm * cosine + ellipse.centreYMm * sine;
    const spacing = scan.channelSpacingMm;
    const from = Math.max(0, Math.ceil((centreU - halfShadow) / spacing + axisChannel(scan)));
    const to = Math.min(scan.channels, Math.floor((centreU + halfShadow) / spacing + axisChannel(scan)) + 1);
    if (to <= from) return;
    const amplitude = (ellipse.value * 2 * ellipse.semiAxisXMm * ellipse.semiAxisYMm) / (halfShadow * halfShadow);
    const firstU = channelCentreMm(scan, 0) - centreU;
    this.#kernels.run.addEllipseChords(row, from, to, firstU, spacing, halfShadow, amplitude, GRAZING);
  }
}
