// Carries samples on lines through the Fourier plane onto the Cartesian grid:
//
//   cell(x, y) += Σ_samples φ(p_x − x)·φ(p_y − y)·sample,  φ(d) = I₀(β√(1 − (d/2)²))/I₀(β) for |d| < 2 cells, else 0
//
// with p = k·cellsPerSample·(cosθ, −sinθ) for k from −(L−1) to L−1; sample −k is the conjugate of sample k, since views
// are real. The grid is periodic: a sample beyond its border goes on from the other side, as frequencies beyond the
// pixels' Nyquist frequency do in an image of points. Pixels lie half a pixel off where their number is even: that is a
// phase for every cell, and a change of sign from period to period.
//
// WGSL cannot add floats atomically, so that a cell gathers: it looks up the views whose lines pass within its window,
// next to each other in the order of their angles, and on each the few samples that do. One invocation per cell.
// samples [views of the dispatch, transformLength]; cells [endAcross − firstAcross, gridSize down]: together, the bands
// hold frequencies across 0 … gridSize/2, which is enough for a real image.

@group(0) @binding(0) var<uniform> parameters: GridrecParameters;
@group(0) @binding(1) var<storage, read> views: array<GridrecView>;
@group(0) @binding(2) var<storage, read> window: array<f32>;       // φ at distances i/512 cells, linear between them
@group(0) @binding(3) var<storage, read> phases: array<vec2f>;     // exp(−πi·j / gridSize), j < 2·gridSize
@group(0) @binding(4) var<storage, read> samples: array<vec2f>;
@group(0) @binding(5) var<storage, read_write> cells: array<vec2f>;

const pi = 3.14159265;
const halfWidth = 2.0;
// Half the diagonal of the window: a line farther away misses it.
const reachOfWindow = 2.8285;
// How far WGSL's atan2 and asin may be off, generously; a line too many costs a little time and changes nothing.
const angleMargin = 2.0e-3;

fn windowAt(distance: f32) -> f32 {
  let place = min(abs(distance), halfWidth) * 512.0;
  let below = u32(place);
  return mix(window[below], window[below + 1u], place - f32(below));
}

// The first view from `from` on whose folded angle is not below an angle, or the dispatch's last view and one.
fn firstViewFrom(angle: f32) -> u32 {
  var low = parameters.firstView;
  var high = parameters.endView;
  while (low < high) {
    let middle = (low + high) / 2u;
    if (views[middle].foldedAngleRad < angle) {
      low = middle + 1u;
    } else {
      high = middle;
    }
  }
  return low;
}

// The samples k, between two ends, for which k·step is within the window about a place.
fn narrowed(ends: vec2f, step: f32, place: f32) -> vec2f {
  if (abs(step) < 1.0e-9) {
    return select(vec2f(1.0, 0.0), ends, abs(place) < halfWidth);
  }
  let a = (place - halfWidth) / step;
  let b = (place + halfWidth) / step;
  return vec2f(max(ends.x, min(a, b)), min(ends.y, max(a, b)));
}

fn sumOfView(index: u32, cell: vec2f) -> vec2f {
  let view = views[index];
  let step = parameters.cellsPerSample * vec2f(view.cosine, -view.sine);
  let last = f32(parameters.transformLength - 1u);
  let ends = narrowed(narrowed(vec2f(-last, last), step.x, cell.x), step.y, cell.y);
  let row = (index - parameters.firstView) * parameters.transformLength;
  var sum = vec2f(0.0);
  for (var k = i32(ceil(ends.x)); k <= i32(floor(ends.y)); k++) {
    let distance = f32(k) * step - cell;
    var sample = samples[row + u32(abs(k))];
    if (k < 0) {
      sample = conjugate(sample);
    }
    sum += windowAt(distance.x) * windowAt(distance.y) * sample;
  }
  return sum;
}

// The sum over all views whose lines pass near a place of the plane, which may lie periods away from the grid.
fn sumAt(cell: vec2f) -> vec2f {
  let radius = length(cell);
  var sum = vec2f(0.0);
  if (radius < 3.0) {
    for (var view = parameters.firstView; view < parameters.endView; view++) {
      sum += sumOfView(view, cell);
    }
    return sum;
  }
  let angle = atan2(-cell.y, cell.x);
  let margin = asin(reachOfWindow / radius) + angleMargin;
  // Folded angles lie in 0 … π: the lines about an angle near an end lie at both ends.
  for (var halfTurn = -1; halfTurn <= 2; halfTurn++) {
    let middle = angle + f32(halfTurn) * pi;
    if (middle + margin < 0.0 || middle - margin > pi) {
      continue;
    }
    for (var view = firstViewFrom(middle - margin); view < parameters.endView; view++) {
      if (views[view].foldedAngleRad > middle + margin) {
        break;
      }
      sum += sumOfView(view, cell);
    }
  }
  return sum;
}

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let size = parameters.gridSize;
  let across = i32(parameters.firstAcross + id.y);
  if (id.x >= size || u32(across) >= parameters.endAcross) {
    return;
  }
  let down = select(i32(id.x), i32(id.x) - i32(size), id.x >= size / 2u);
  let isHalfAcross = parameters.columns % 2u == 0u;
  let isHalfDown = parameters.rows % 2u == 0u;
  let period = f32(size);
  let farthest = f32(parameters.transformLength) * parameters.cellsPerSample + halfWidth;
  var sum = vec2f(0.0);
  for (var i = i32(ceil((-farthest - f32(across)) / period)); f32(across) + f32(i) * period <= farthest; i++) {
    for (var j = i32(ceil((-farthest - f32(down)) / period)); f32(down) + f32(j) * period <= farthest; j++) {
      let place = vec2f(f32(across) + f32(i) * period, f32(down) + f32(j) * period);
      let isOdd = (isHalfAcross && (i & 1) == 1) != (isHalfDown && (j & 1) == 1);
      sum += select(1.0, -1.0, isOdd) * sumAt(place);
    }
  }
  let halves = select(0, across, isHalfAcross) + select(0, down, isHalfDown);
  cells[id.y * size + id.x] += times(sum, phases[u32(halves) & (2u * size - 1u)]);
}
