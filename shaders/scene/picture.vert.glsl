// A picture on a surface in space: the detector's panel, or a plane of the volume.

out vec2 inPicture;

void main() {
  inPicture = uv;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
