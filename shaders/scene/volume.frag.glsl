// A volume, seen by walking along each pixel's ray from front to back (Levoy, IEEE Comput. Graph. Appl. 8(3):29, 1988;
// doi 10.1109/38.511). Texels hold value / scale. Blocks of 8 × 8 × 8 texels whose range says that there is nothing to see
// are crossed in one step; where there is something, steps are as fine as asked for.

precision highp float;
precision highp sampler3D;

const int MIP = 0;
const int SUM = 1;
const int SURFACE = 2;
const int WINDOW = 3;
const int TABLE = 4;

const int MOST_STEPS = 4096;
const float BLOCK = 8.0;
const float OPAQUE = 0.985;

uniform sampler3D volume;
// Least and largest texel of each block.
uniform sampler3D ranges;
// Colours and opacities over HU.
uniform sampler2D transfer;

uniform vec3 boxLow;
uniform vec3 boxHigh;
// What is left of the box by the clip planes, in mm.
uniform vec3 clipLow;
uniform vec3 clipHigh;
// The planes that are shown, x, y and z in mm; far outside where they are not. What is black in them is seen through.
uniform vec3 planesMm;
uniform vec3 eyeMm;
uniform mat4 toClip;

uniform int mode;
// Of a step, in texels.
uniform float stepTexels;
// A texel times x plus y is 0 at the window's black and 1 at its white.
uniform vec2 toWindow;
// Likewise for the sum over the way in mm, and for the table's first and last column.
uniform vec2 sumToWindow;
uniform vec2 toTable;
// Texels at which the surface lies, and between which anything can be seen.
uniform float surfaceTexel;
uniform vec2 visibleTexels;

in vec3 wallMm;
out vec4 colour;

// From mm to 0 … 1 in the volume's texture, whose rows begin where y is largest.
vec3 textureAt(vec3 mm) {
  vec3 part = (mm - boxLow) / (boxHigh - boxLow);
  return vec3(part.x, 1.0 - part.y, part.z);
}

float texelAt(vec3 at) {
  return texture(volume, at).r;
}

// Interleaved gradient noise (Jimenez, Next generation post processing, SIGGRAPH 2014): the same in every frame.
float jitter() {
  return fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
}

// How far it is, in steps along the ray, to where the ray leaves the block that a place is in.
float wayOutOfBlock(vec3 texel, vec3 texelsPerMm) {
  vec3 low = floor(texel / BLOCK) * BLOCK;
  vec3 wall = mix(low, low + BLOCK, step(0.0, texelsPerMm));
  vec3 way = (wall - texel) / (texelsPerMm + vec3(equal(texelsPerMm, vec3(0.0))) * 1e-9);
  return max(0.0, min(way.x, min(way.y, way.z)));
}

bool nothingIn(vec2 range, float best) {
  if (mode == MIP) return range.y <= best;
  if (mode == SURFACE) return range.y < surfaceTexel;
  if (mode == SUM) return false;
  return range.y < visibleTexels.x || range.x > visibleTexels.y;
}

// Lit from the eye; the gradient points from thin to dense.
float light(vec3 at, vec3 direction, vec3 texel, vec3 texelMm) {
  vec3 gradient = vec3(
    texelAt(at + vec3(texel.x, 0, 0)) - texelAt(at - vec3(texel.x, 0, 0)),
    texelAt(at - vec3(0, texel.y, 0)) - texelAt(at + vec3(0, texel.y, 0)),
    texelAt(at + vec3(0, 0, texel.z)) - texelAt(at - vec3(0, 0, texel.z))) / (texelMm / texelMm.x);
  float size = length(gradient);
  if (size < 1e-5) return 1.0;
  float facing = abs(dot(gradient / size, direction));
  return 0.25 + 0.75 * facing + 0.18 * pow(facing, 24.0);
}

float windowed(float texel) {
  return clamp(texel * toWindow.x + toWindow.y, 0.0, 1.0);
}

// Colour and opacity of a way of one texel.
vec4 tissueAt(float texel) {
  float grey = windowed(texel);
  if (mode == WINDOW) return vec4(vec3(grey), 0.35 * grey * grey);
  vec4 tissue = texture(transfer, vec2(texel * toTable.x + toTable.y, 0.5));
  // The window makes it lighter and darker, and never hides it.
  return vec4(tissue.rgb * (0.55 + 0.45 * grey), tissue.a);
}

// How far it is to the first plane that shows anything where the ray crosses it.
float planeBefore(vec3 direction, vec3 inverse, float most) {
  for (int axis = 0; axis < 3; axis++) {
    if (abs(planesMm[axis]) > 1e6) continue;
    float way = (planesMm[axis] - eyeMm[axis]) * inverse[axis];
    if (way <= 0.0 || way >= most) continue;
    vec3 at = textureAt(eyeMm + way * direction);
    bool isInside = all(greaterThanEqual(at, vec3(0.0))) && all(lessThanEqual(at, vec3(1.0)));
    if (isInside && windowed(texelAt(at)) > 0.0) most = way;
  }
  return most;
}

void main() {
  vec3 direction = normalize(wallMm - eyeMm);
  // Where the ray enters and leaves what is left of the box (Kay & Kajiya, SIGGRAPH 1986).
  vec3 inverse = 1.0 / (direction + vec3(equal(direction, vec3(0.0))) * 1e-9);
  vec3 one = (clipLow - eyeMm) * inverse;
  vec3 other = (clipHigh - eyeMm) * inverse;
  vec3 near = min(one, other);
  vec3 far = max(one, other);
  float from = max(max(near.x, max(near.y, near.z)), 0.0);
  float to = min(far.x, min(far.y, far.z));
  to = min(to, planeBefore(direction, inverse, to));
  if (to <= from) discard;
  // What stands before the volume hides it.
  vec4 entry = toClip * vec4(eyeMm + max(from, 1e-3) * direction, 1.0);
  gl_FragDepth = clamp(0.5 + 0.5 * entry.z / entry.w, 0.0, 1.0);

  vec3 size = vec3(textureSize(volume, 0));
  vec3 texel = 1.0 / size;
  vec3 texelMm = (boxHigh - boxLow) / size;
  vec3 texelsPerMm = direction * vec3(1, -1, 1) / texelMm;
  float stepMm = stepTexels * min(texelMm.x, min(texelMm.y, texelMm.z));
  if (mode == SUM) stepMm = (to - from) / ceil((to - from) / stepMm);

  float best = -2.0;
  float sum = 0.0;
  vec4 seen = vec4(0.0);
  float way = from + (mode == SUM ? 0.5 : jitter()) * stepMm;
  for (int i = 0; i < MOST_STEPS && way < to; i++) {
    vec3 at = textureAt(eyeMm + way * direction);
    vec3 inTexels = clamp(at * size, vec3(0.0), size - 1e-3);
    vec2 range = texelFetch(ranges, ivec3(inTexels / BLOCK), 0).rg;
    if (nothingIn(range, best)) {
      // By whole steps, so that what comes behind is met where it would have been.
      way += stepMm * max(1.0, ceil(wayOutOfBlock(inTexels, texelsPerMm) / stepMm));
      continue;
    }
    float value = texelAt(at);
    if (mode == MIP) best = max(best, value);
    else if (mode == SUM) sum += value * stepMm;
    else if (mode == SURFACE) {
      if (value >= surfaceTexel) {
        // Between the step before and this one.
        float outside = max(from, way - stepMm);
        for (int halving = 0; halving < 6; halving++) {
          float middle = 0.5 * (outside + way);
          if (texelAt(textureAt(eyeMm + middle * direction)) >= surfaceTexel) way = middle;
          else outside = middle;
        }
        at = textureAt(eyeMm + way * direction);
        seen = vec4(vec3(0.86, 0.84, 0.8) * light(at, direction, texel, texelMm), 1.0);
        break;
      }
    } else {
      vec4 tissue = tissueAt(value);
      if (tissue.a > 0.0) {
        // A shorter way lets more through (Levoy 1988): what is left of the light is (1 − α)^k.
        float alpha = 1.0 - pow(1.0 - min(tissue.a, 0.999), stepTexels);
        vec3 lit = min(vec3(1.0), tissue.rgb * light(at, direction, texel, texelMm));
        seen += (1.0 - seen.a) * alpha * vec4(lit, 1.0);
        if (seen.a > OPAQUE) break;
      }
    }
    way += stepMm;
  }
  if (mode == MIP) seen = vec4(windowed(best));
  if (mode == SUM) seen = vec4(clamp(sum * sumToWindow.x + sumToWindow.y, 0.0, 1.0));
  if (seen.a <= 0.0) discard;
  // Multiplied with its opacity already.
  colour = seen;
}
