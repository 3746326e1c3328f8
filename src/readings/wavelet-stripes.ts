/** How stripes are told from the object by a wavelet–Fourier filter. */
export interface WaveletStripeSettings {
  readonly channels: number;
  /** How often the sinogram is halved: stripes up to 2^levels channels wide are found. */
  readonly levels: number;
  /** Up to which frequency along the views a stripe may vary, σ of a Gaussian in periods over the scan. */
  readonly damping: number;
}

/** The low-pass filter of the Daubechies wavelet of five vanishing moments (Daubechies 1992, table 6.1). */
const LOW = Float64Array.of(
  ...[0.0033357252854737712, -0.012580751999081999, -0.006241490212798274, 0.07757149384004572],
  ...[-0.032244869584638375, -0.24229488706638203, 0.13842814590132074, 0.7243085284377729],
  ...[0.6038292697971896, 0.16010239797419293],
);
const TAPS = LOW.length;
const HIGH = LOW.map((_, k) => (k % 2 === 0 ? -1 : 1) * LOW[TAPS - 1 - k]!);
/** Beyond so many σ a Gaussian is nothing in float32. */
const FAR = 6;

/** [rows × columns]. */
interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/**
 * Takes stripes out of a sinogram: Münch, Trtik, Marone & Stampanoni, Opt. Express 17:8567 (2009), doi 10.1364/OE.17.008567. What
 * varies along the channels but not along the views stands in one band of a wavelet transform, level by level, and there in
 * the lowest frequencies along the views, which are damped by 1 − exp(−k²/2σ²).
 *
 * Of a linear transform what is taken away can be computed by itself: of that band alone, of its few low frequencies alone.
 *
 * @param readings float32 [views × channels]; stay as they are
 */
export function withoutWaveletStripes(
  readings: Float32Array,
  { channels, levels, damping }: WaveletStripeSettings,
): Float32Array<ArrayBuffer> {
  const given: Plane = { rows: readings.length / channels, columns: channels, values: readings };
  const bands: Plane[] = [];
  const sizes: Plane[] = [];
  let approximation = given;
  for (let level = 0; level < levels && approximation.rows > 1 && approximation.columns > 1; level++) {
    sizes.push(approximation);
    const low = alongRows(approximation, LOW);
    bands.push(lowFrequencies(alongColumns(alongRows(approximation, HIGH), LOW), damping));
    approximation = alongColumns(low, LOW);
  }
  let stripes: Plane | null = null;
  for (let level = bands.length - 1; level >= 0; level--) {
    const band = backAlongRows(backAlongColumns(bands[level]!, LOW), HIGH);
    if (stripes) add(band, backAlongRows(backAlongColumns(cut(stripes, bands[level]!), LOW), LOW));
    stripes = cut(band, sizes[level]!);
  }
  const out = readings.slice() as Float32Array<ArrayBuffer>;
  if (stripes) for (let i = 0; i < out.length; i++) out[i]! -= stripes.values[i]!;
  return out;
}

/** The place of a sample beyond an end: samples are mirrored, the one at the end twice. */
function mirrored(place: number, count: number): number {
  const period = 2 * count;
  const within = ((place % period) + period) % period;
  return within < count ? within : period - 1 - within;
}

/** Half as many samples, filtered: y_j = Σ_k f_k·x_{2j+1−k}, as MATLAB and PyWavelets have it. */
function alongRows({ rows, columns, values }: Plane, filter: Float64Array): Plane {
  const half = (columns + TAPS - 1) >> 1;
  const out = new Float32Array(rows * half);
  const line = new Float64Array(columns + 2 * TAPS);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    for (let i = 0; i < line.length; i++) {
      const place = i - TAPS;
      line[i] = values[from + (place >= 0 && place < columns ? place : mirrored(place, columns))]!;
    }
    for (let j = 0; j < half; j++) {
      let sum = 0;
      const last = 2 * j + 1 + TAPS;
      for (let k = 0; k < TAPS; k++) sum += filter[k]! * line[last - k]!;
      out[row * half + j] = sum;
    }
  }
  return { rows, columns: half, values: out };
}

function alongColumns({ rows, columns, values }: Plane, filter: Float64Array): Plane {
  const half = (rows + TAPS - 1) >> 1;
  const out = new Float32Array(half * columns);
  const sums = new Float64Array(columns);
  for (let j = 0; j < half; j++) {
    sums.fill(0);
    for (let k = 0; k < TAPS; k++) {
      const from = mirrored(2 * j + 1 - k, rows) * columns;
      const weight = filter[k]!;
      for (let column = 0; column < columns; column++) sums[column]! += weight * values[from + column]!;
    }
    out.set(sums, j * columns);
  }
  return { rows: half, columns, values: out };
}

/** The way back: x_n = Σ_j y_j·f_{2j+1−n}, with twice as many samples less those that only the ends have asked for. */
function backAlongRows({ rows, columns, values }: Plane, filter: Float64Array): Plane {
  const whole = 2 * columns - TAPS + 2;
  const out = new Float32Array(rows * whole);
  for (let row = 0; row < rows; row++) {
    for (let n = 0; n < whole; n++) {
      let sum = 0;
      const least = n >> 1;
      for (let j = least; 2 * j + 1 - n < TAPS; j++) sum += filter[2 * j + 1 - n]! * values[row * columns + j]!;
      out[row * whole + n] = sum;
    }
  }
  return { rows, columns: whole, values: out };
}

function backAlongColumns({ rows, columns, values }: Plane, filter: Float64Array): Plane {
  const whole = 2 * rows - TAPS + 2;
  const out = new Float32Array(whole * columns);
  const sums = new Float64Array(columns);
  for (let n = 0; n < whole; n++) {
    sums.fill(0);
    for (let j = n >> 1; 2 * j + 1 - n < TAPS; j++) {
      const weight = filter[2 * j + 1 - n]!;
      for (let column = 0; column < columns; column++) sums[column]! += weight * values[j * columns + column]!;
    }
    out.set(sums, n * columns);
  }
  return { rows: whole, columns, values: out };
}

/** What varies slowly along the columns: Σ_k exp(−k²/2σ²) of the discrete Fourier transform, of which the few k that count. */
function lowFrequencies({ rows, columns, values }: Plane, damping: number): Plane {
  const out = new Float32Array(values.length);
  const most = Math.min(rows >> 1, Math.ceil(FAR * damping));
  const [cosines, sines] = [new Float64Array(columns), new Float64Array(columns)];
  for (let k = 0; k <= most; k++) {
    const isAlone = k === 0 || 2 * k === rows;
    const weight = ((isAlone ? 1 : 2) * Math.exp(-(k ** 2) / (2 * damping ** 2))) / rows;
    cosines.fill(0);
    sines.fill(0);
    for (let row = 0; row < rows; row++) {
      const angle = (2 * Math.PI * ((k * row) % rows)) / rows;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      for (let column = 0; column < columns; column++) {
        const value = values[row * columns + column]!;
        cosines[column]! += cosine * value;
        sines[column]! += sine * value;
      }
    }
    for (let row = 0; row < rows; row++) {
      const angle = (2 * Math.PI * ((k * row) % rows)) / rows;
      const [cosine, sine] = [weight * Math.cos(angle), weight * Math.sin(angle)];
      for (let column = 0; column < columns; column++) {
        out[row * columns + column]! += cosine * cosines[column]! + sine * sines[column]!;
      }
    }
  }
  return { rows, columns, values: out };
}

/** The first rows and columns, as many as another plane has. */
function cut(plane: Plane, { rows, columns }: Pick<Plane, 'rows' | 'columns'>): Plane {
  if (plane.rows === rows && plane.columns === columns) return plane;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    values.set(plane.values.subarray(row * plane.columns, row * plane.columns + columns), row * columns);
  }
  return { rows, columns, values };
}

function add(to: Plane, { columns, values }: Plane): void {
  for (let row = 0; row < to.rows; row++) {
    for (let column = 0; column < to.columns; column++)
      to.values[row * to.columns + column]! += values[row * columns + column]!;
  }
}
