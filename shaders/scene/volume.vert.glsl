// The far walls of a volume's box: every pixel that sees one of them has a ray through the box.

uniform vec3 boxLow;
uniform vec3 boxHigh;
out vec3 wallMm;

void main() {
  // The mesh is a cube of 1 about the origin.
  wallMm = mix(boxLow, boxHigh, position + 0.5);
  gl_Position = projectionMatrix * viewMatrix * vec4(wallMm, 1.0);
}
