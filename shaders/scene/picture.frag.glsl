// The greys of a picture under its window. Texels hold value / scale; row 0 is the top.

precision highp float;

uniform sampler2D picture;
// A texel times x plus y is 0 at black and 1 at white.
uniform vec2 toWindow;
// −1 shows black as white.
uniform float sense;
// Whether what is black is left out, so that what lies behind it is seen.
uniform bool leavesBlackOut;

in vec2 inPicture;
out vec4 colour;

void main() {
  float grey = clamp(texture(picture, vec2(inPicture.x, 1.0 - inPicture.y)).r * toWindow.x + toWindow.y, 0.0, 1.0);
  if (leavesBlackOut && grey <= 0.0) discard;
  colour = vec4(vec3(sense < 0.0 ? 1.0 - grey : grey), 1.0);
}
