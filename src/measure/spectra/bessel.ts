/** From here on Hankel's expansion is better than the power series. */
const FAR = 12;
/** Of the power series at {@link FAR}: the next one is below 10⁻¹⁷ of the first. */
const MOST_TERMS = 60;
/** At {@link FAR} the terms become smaller up to about this one, which is then below 10⁻¹⁰. */
const FAR_TERMS = 22;

/**
 * The Bessel function Jₙ(x) of order 0 or 1, to within 10⁻¹⁰: its power series (DLMF 10.2.2) up to x = 12, Hankel's
 * expansion (DLMF 10.17.3) beyond.
 */
export function besselJ(order: 0 | 1, x: number): number {
  const size = Math.abs(x);
  const sign = order === 1 && x < 0 ? -1 : 1;
  return sign * (size < FAR ? bySeries(order, size) : byHankel(order, size));
}

/** 2·J₁(x)/x, which is 1 at 0: the transform of a disk of diameter d at frequency f is its area times this of πdf. */
export function jinc(x: number): number {
  return x === 0 ? 1 : (2 * besselJ(1, x)) / x;
}

function bySeries(order: 0 | 1, x: number): number {
  const quarter = (x * x) / 4;
  let term = order === 0 ? 1 : x / 2;
  let sum = term;
  for (let k = 1; k < MOST_TERMS && Math.abs(term) > 1e-18; k++) {
    term *= -quarter / (k * (k + order));
    sum += term;
  }
  return sum;
}

function byHankel(order: 0 | 1, x: number): number {
  const fourSquares = 4 * order * order;
  let term = 1;
  let even = 1;
  let odd = 0;
  for (let k = 1; k < FAR_TERMS; k++) {
    const next = (term * (fourSquares - (2 * k - 1) ** 2)) / (8 * k * x);
    if ((Math.abs(next) >= Math.abs(term) && k > 1) || Math.abs(next) < 1e-17) break;
    term = next;
    const sign = (k >> 1) % 2 === 0 ? 1 : -1;
    if (k % 2 === 0) even += sign * term;
    else odd += sign * term;
  }
  const phase = x - (order / 2 + 0.25) * Math.PI;
  return Math.sqrt(2 / (Math.PI * x)) * (even * Math.cos(phase) - odd * Math.sin(phase));
}
