/* Draws a talking partner's face, as realtalk/partner/face/drawing.py does: a photo pulled along with a lattice
   that is cut open along the mouth, what lies behind the lips, blinking eyes, and the mark that it is made.

   makeFace(canvas, packed) takes what realtalk/partner/face/rig_packing.py packed. `draw(row)` may be called at
   once: until the pictures are decoded (`ready`), the newest row waits. `free()` gives everything back. */

const LAYERS = ["cavity", "tongue", "lower", "tip", "upper"]
const MOUTH = ["open", "pout", "upper", "lower", "tuck", "tip"]

const SKIN_VERTICES = `
  attribute vec2 rest, moved;
  uniform float size;
  varying vec2 came;
  void main() {
    came = rest;
    vec2 at = (rest + moved) / size * 2.0 - 1.0;
    gl_Position = vec4(at.x, -at.y, 0.0, 1.0);
  }`

const SKIN_PIXELS = `
  precision highp float;
  varying vec2 came;
  uniform sampler2D atlas, maps;
  uniform vec2 atlasSize, mapsSize, gaze;
  uniform float size, side, overlap, lipRange, shadow, shadowFades, farthest, highest, lid, skinBy;
  uniform vec4 lips, lipsAt;                      // left, top, width, height; x, y on the maps
  uniform vec4 eye[2], eyeAt[2];                  // the same; x, y on the maps and of the painted lid
  uniform vec2 blinkTurn[2];                      // blink; pixels that the pupil goes at a gaze of 1
  vec4 table(vec2 at, vec4 patch, vec2 there) {
    return texture2D(maps, (clamp(at - patch.xy, vec2(0.5), patch.zw - 0.5) + there) / mapsSize);
  }
  vec3 face(vec2 at) {
    return texture2D(atlas, clamp(at, vec2(0.5), vec2(size - 0.5)) / atlasSize).rgb;
  }
  void main() {
    float above = table(came, lips, lipsAt.xy).r * 2.0 * lipRange - lipRange;
    if (shadow > 0.0) {
      gl_FragColor = vec4(0.0, 0.0, 0.0, shadow * exp(min(above, 0.0) / shadowFades));
      return;
    }
    vec2 from = came;
    float cover = 0.0;
    vec3 skin = vec3(0.0);
    for (int i = 0; i < 2; i++) {
      vec2 within = came - eye[i].xy;
      if (any(lessThan(within, vec2(0.0))) || any(greaterThan(within, eye[i].zw))) continue;
      vec3 known = table(came, eye[i], eyeAt[i].xy).rgb;
      from = came - known.b * gaze * blinkTurn[i].y;
      float blink = blinkTurn[i].x;
      float down = known.r * 2.0 * farthest - farthest, opening = known.g * highest;
      if (blink <= 0.0 || down <= -lid) continue;
      float unrolled = (down + lid) * (1.0 + lid) / (blink + lid) - lid;
      vec2 place = clamp(within + vec2(0.0, (unrolled - down) * opening), vec2(0.5), eye[i].zw - 0.5);
      skin = texture2D(atlas, (place + eyeAt[i].zw) / atlasSize).rgb;
      cover = clamp((blink - down) * opening + 0.5, 0.0, 1.0) * min(1.0, blink / skinBy);
    }
    gl_FragColor = vec4(mix(face(from), skin, cover), clamp(side * above + 0.5 + overlap, 0.0, 1.0));
  }`

const FLAT_VERTICES = `
  attribute vec2 corner;
  uniform vec4 box;                               // left, top, width, height
  uniform float size;
  varying vec2 at;
  void main() {
    at = box.xy + corner * box.zw;
    vec2 clip = at / size * 2.0 - 1.0;
    gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
  }`

const INSIDE_PIXELS = `
  precision highp float;
  varying vec2 at;
  uniform sampler2D atlas;
  uniform vec2 atlasSize, centre, offset, turn;   // turn: cosine and sine
  uniform float light;
  uniform vec4 patch;
  uniform vec4 layer[5];                          // x, y on the atlas; pixels down; how much of it shows
  void main() {
    vec2 p = at - centre - offset;
    vec2 back = vec2(turn.x * p.x + turn.y * p.y, turn.x * p.y - turn.y * p.x) + centre;
    vec3 made = vec3(0.0);
    for (int i = 0; i < 5; i++) {
      vec2 place = clamp(back - patch.xy - vec2(0.0, layer[i].z), vec2(0.5), patch.zw - 0.5);
      vec4 painted = texture2D(atlas, (place + layer[i].xy) / atlasSize);
      made = mix(made, painted.rgb, painted.a * layer[i].w);
    }
    gl_FragColor = vec4(made * light, 1.0);
  }`

const MARK_PIXELS = `
  precision highp float;
  varying vec2 at;
  uniform sampler2D atlas;
  uniform vec4 box;
  void main() { gl_FragColor = texture2D(atlas, (at - box.xy) / box.zw); }`

export function makeFace(canvas, packed) {
  const { header, parts } = unpack(packed)
  canvas.width = canvas.height = header.size
  const gl = canvas.getContext("webgl", { alpha: false, antialias: false, preserveDrawingBuffer: true })
  if (!gl) throw new Error("This browser cannot draw the face: WebGL is off.")
  const column = Object.fromEntries(header.parameters.map((name, index) => [name, index]))
  let pictures = null, scene = null, last = null, freed = false

  const ready = decoded(header, parts).then((made) => {
    if (freed) return
    pictures = made
    restore()
  })
  const lose = (event) => { event.preventDefault(); scene = null }
  const restore = () => {
    if (!pictures || freed || gl.isContextLost()) return
    scene = makeScene(gl, header, pictures)
    if (last) paint(last)
  }
  canvas.addEventListener("webglcontextlost", lose)
  canvas.addEventListener("webglcontextrestored", restore)

  function paint(row) {
    scene.paint(coefficients(row, column), {
      gaze: [clamp(row[column.gaze_x], -1, 1), clamp(-0.7 * row[column.gaze_y], -1, 1)],
      blinks: [clamp(row[column.blink_right], 0, 1), clamp(row[column.blink_left], 0, 1)],
    })
  }

  return {
    width: header.size,
    height: header.size,
    ready,
    draw(row) {
      last = Float32Array.from(row)
      if (scene && !gl.isContextLost()) paint(last)
    },
    free() {
      freed = true
      canvas.removeEventListener("webglcontextlost", lose)
      canvas.removeEventListener("webglcontextrestored", restore)
      scene?.free()
      scene = pictures = last = null
    },
  }
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value))
}

/** What a row asks of each field, as realtalk/partner/face/coefficients.py has it. */
function coefficients(row, column) {
  const share = (name, low = 0, high = 1) => clamp(row[column[name]], low, high)
  const jaw = share("jaw"), press = share("press"), tuck = share("tuck"), smile = share("smile", -1)
  const parting = 1 - press, radians = Math.PI / 180
  return {
    open: jaw * parting * (1 - 0.8 * tuck),
    chin: jaw * (1 - 0.75 * press),
    wide: share("wide"),
    round: share("round") * (1 - 0.5 * press),
    pout: share("round") * parting,
    upper: share("upper") * parting,
    lower: share("lower") * parting * (1 - tuck),
    press,
    tuck: tuck * parting,
    tip: share("tongue") * parting,
    smile: Math.max(0, smile),
    frown: Math.max(0, -smile),
    brow_left: share("brow_left", -1),
    brow_right: share("brow_right", -1),
    yaw: share("yaw", -8, 8) * radians,
    pitch: share("pitch", -8, 8) * radians,
    roll: share("roll", -8, 8) * radians,
    shift_x: share("shift_x", -0.1, 0.1),
    shift_y: share("shift_y", -0.1, 0.1),
    breath: share("breath"),
  }
}

function unpack(packed) {
  const bytes = packed instanceof ArrayBuffer ? new Uint8Array(packed) : packed
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "RTF1") throw new Error("This is not a face.")
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))
  const parts = {}
  let at = 8 + length
  for (const { name, bytes: count } of header.parts) {
    parts[name] = bytes.subarray(at, at + count)
    at += count
  }
  return { header, parts }
}

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

async function decoded(header, parts) {
  const [width, height] = header.atlas
  const bitmap = await createImageBitmap(new Blob([parts.atlas], { type: "image/webp" }), {
    premultiplyAlpha: "none", colorSpaceConversion: "none",
  })
  const sheet = Object.assign(document.createElement("canvas"), { width, height })
  const flat = sheet.getContext("2d", { willReadFrequently: true })
  flat.drawImage(bitmap, 0, 0)
  bitmap.close()
  const atlas = flat.getImageData(0, 0, width, height).data
  const [cover, maps, mark, moves] = await Promise.all(
    [parts.cover, parts.maps, parts.mark, parts.fields].map(inflated)
  )
  for (let i = 0, first = header.size * width; i < cover.length; i++) atlas[(first + i) * 4 + 3] = cover[i]
  return { atlas: new Uint8Array(atlas.buffer), maps, mark, windows: fields(header, moves) }
}

/** Pixels that the nodes of each window move at 1: x and y one after the other. */
function fields(header, bytes) {
  const steps = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
  let at = 0
  return header.windows.map(([coefficient, sheet, top, left, rows, columns]) => {
    const moves = new Float32Array(rows * columns * 2)
    for (let axis = 0; axis < 2; axis++) {
      for (let row = 0; row < rows; row++) {
        let value = 0
        for (let column = 0; column < columns; column++) {
          value = ((value + steps[at++]) << 16) >> 16
          moves[(row * columns + column) * 2 + axis] = value / header.fineness
        }
      }
    }
    return { name: header.coefficients[coefficient], sheet, top, left, rows, columns, moves }
  })
}

function makeScene(gl, header, pictures) {
  const { size, step, nodes, patches, constants, centre } = header
  const skin = program(gl, SKIN_VERTICES, SKIN_PIXELS)
  const inside = program(gl, FLAT_VERTICES, INSIDE_PIXELS)
  const marked = program(gl, FLAT_VERTICES, MARK_PIXELS)
  const atlas = texture(gl, ...header.atlas, pictures.atlas)
  const maps = texture(gl, ...header.maps, pictures.maps)
  const mark = texture(gl, header.mark[2], header.mark[3], pictures.mark)
  const rest = new Float32Array(nodes * nodes * 2)
  for (let i = 0; i < nodes * nodes; i++) {
    rest[2 * i] = (i % nodes) * step
    rest[2 * i + 1] = Math.floor(i / nodes) * step
  }
  const cells = new Uint16Array((nodes - 1) * (nodes - 1) * 6)
  for (let row = 0, at = 0; row < nodes - 1; row++) {
    for (let column = 0; column < nodes - 1; column++, at += 6) {
      const a = row * nodes + column, c = a + nodes
      cells.set([a, a + 1, c, a + 1, c + 1, c], at)
    }
  }
  const buffers = {
    rest: buffer(gl, gl.ARRAY_BUFFER, rest),
    cells: buffer(gl, gl.ELEMENT_ARRAY_BUFFER, cells),
    moved: [buffer(gl, gl.ARRAY_BUFFER, rest.byteLength), buffer(gl, gl.ARRAY_BUFFER, rest.byteLength)],
    corner: buffer(gl, gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1])),
  }
  const moves = [new Float32Array(rest.length), new Float32Array(rest.length)]
  const [first, end] = header.rows
  const eyes = ["left", "right"].map((side) => ({
    eye: patches[`eye_${side}`], shut: patches[`shut_${side}`],
  }))
  gl.disable(gl.DEPTH_TEST)
  gl.enable(gl.BLEND)
  gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE)
  gl.viewport(0, 0, size, size)
  gl.clearColor(0, 0, 0, 1)

  gl.useProgram(skin.id)
  gl.uniform1i(skin.at("maps"), 1)
  gl.uniform2fv(skin.at("atlasSize"), header.atlas)
  gl.uniform2fv(skin.at("mapsSize"), header.maps)
  const told = {
    size, overlap: constants.overlap, lipRange: constants.lipRange, farthest: constants.farthest,
    highest: constants.highest, lid: constants.lid, skinBy: constants.skinBy,
    shadowFades: constants.shadowFades * header.mouthWidth,
  }
  for (const [name, value] of Object.entries(told)) gl.uniform1f(skin.at(name), value)
  gl.uniform4fv(skin.at("lips"), frame(patches.lips))
  gl.uniform4f(skin.at("lipsAt"), patches.lips.x, patches.lips.y, 0, 0)
  gl.uniform4fv(skin.at("eye"), eyes.flatMap(({ eye }) => frame(eye)))
  gl.uniform4fv(skin.at("eyeAt"), eyes.flatMap(({ eye, shut }) => [eye.x, eye.y, shut.x, shut.y]))
  gl.useProgram(inside.id)
  gl.uniform1f(inside.at("size"), size)
  gl.uniform2fv(inside.at("atlasSize"), header.atlas)
  gl.uniform2fv(inside.at("centre"), centre)
  gl.uniform4fv(inside.at("patch"), frame(patches.cavity))
  gl.useProgram(marked.id)
  gl.uniform1f(marked.at("size"), size)
  gl.uniform4fv(marked.at("box"), header.mark)

  function bind(unit, which) {
    gl.activeTexture(gl.TEXTURE0 + unit)
    gl.bindTexture(gl.TEXTURE_2D, which)
  }

  function attribute(where, name, which) {
    const at = gl.getAttribLocation(where.id, name)
    gl.bindBuffer(gl.ARRAY_BUFFER, which)
    gl.enableVertexAttribArray(at)
    gl.vertexAttribPointer(at, 2, gl.FLOAT, false, 0, 0)
  }

  function sheet(index, from, to) {
    attribute(skin, "moved", buffers.moved[index])
    gl.uniform1f(skin.at("side"), index ? -1 : 1)
    const across = (nodes - 1) * 6
    gl.drawElements(gl.TRIANGLES, (to - from) * across, gl.UNSIGNED_SHORT, from * across * 2)
  }

  function bend(asked) {
    moves[0].fill(0)
    for (const index of [0, 1]) {
      if (index) moves[1].set(moves[0])
      for (const window of pictures.windows) {
        const much = asked[window.name]
        if (window.sheet !== index || !much) continue
        const { top, left, rows, columns, moves: each } = window
        for (let row = 0, from = 0; row < rows; row++) {
          let to = ((top + row) * nodes + left) * 2
          for (let i = 0; i < columns * 2; i++) moves[index][to++] += much * each[from++]
        }
      }
      gl.bindBuffer(gl.ARRAY_BUFFER, buffers.moved[index])
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, moves[index])
    }
  }

  function behindLips(asked) {
    const width = header.mouthWidth, offset = [0, 0]
    header.coefficients.forEach((name, k) => {
      offset[0] += asked[name] * header.head[k][0]
      offset[1] += asked[name] * header.head[k][1]
    })
    let jaw = 0
    for (const [name, much] of Object.entries(constants.lift)) jaw += much * asked[name]
    jaw *= constants.jawDrop * width
    const tongue = jaw * constants.tongueDrop
    const down = {
      cavity: [jaw * 0.5, 1], tongue: [tongue, 1], lower: [jaw, 1], upper: [-constants.roundRise * width * asked.pout, 1],
      tip: [tongue - constants.tipRise * width * asked.tip, Math.min(1, 2.5 * asked.tip)],
    }
    gl.useProgram(inside.id)
    gl.uniform2fv(inside.at("offset"), offset)
    gl.uniform1f(inside.at("light"), 1 - constants.roundDark * asked.pout)
    gl.uniform2f(inside.at("turn"), Math.cos(asked.roll), Math.sin(asked.roll))
    gl.uniform4fv(
      inside.at("layer"), LAYERS.flatMap((name) => [patches[name].x, patches[name].y, ...down[name]])
    )
    const cavity = patches.cavity
    quad(inside, [cavity.left + offset[0] - 30, cavity.top + offset[1] - 30, cavity.width + 60, cavity.height + 90])
  }

  function quad(where, box) {
    attribute(where, "corner", buffers.corner)
    gl.uniform4fv(where.at("box"), box)
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
  }

  return {
    paint(asked, { gaze, blinks }) {
      const parted = MOUTH.some((name) => asked[name] > 0)
      bend(asked)
      bind(1, maps)
      bind(0, atlas)
      gl.clear(gl.COLOR_BUFFER_BIT)
      if (parted) behindLips(asked)
      gl.useProgram(skin.id)
      attribute(skin, "rest", buffers.rest)
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffers.cells)
      gl.uniform2fv(skin.at("gaze"), gaze)
      gl.uniform2fv(
        skin.at("blinkTurn"), blinks.flatMap((blink, i) => [blink, constants.turn * header.eyeWidths[i]])
      )
      if (parted) {
        gl.uniform1f(skin.at("shadow"), constants.shadow)
        sheet(0, first, end)
      }
      gl.uniform1f(skin.at("shadow"), 0)
      gl.uniform1f(skin.at("overlap"), parted ? constants.overlap : size); // closed lips bare nothing
      sheet(1, first, nodes - 1)
      gl.uniform1f(skin.at("overlap"), constants.overlap)
      sheet(0, 0, end)
      gl.useProgram(marked.id)
      bind(0, mark)
      quad(marked, header.mark)
    },
    free() {
      for (const each of [skin, inside, marked]) gl.deleteProgram(each.id)
      for (const each of [atlas, maps, mark]) gl.deleteTexture(each)
      for (const each of [buffers.rest, buffers.cells, buffers.corner, ...buffers.moved]) gl.deleteBuffer(each)
    },
  }
}

function frame(patch) {
  return [patch.left, patch.top, patch.width, patch.height]
}

function program(gl, vertices, pixels) {
  const id = gl.createProgram()
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertices], [gl.FRAGMENT_SHADER, pixels]]) {
    const shader = gl.createShader(kind)
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(id, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(id)
  if (!gl.getProgramParameter(id, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`This browser cannot draw the face: ${gl.getProgramInfoLog(id)}`)
  }
  const known = {}
  return { id, at: (name) => (known[name] ??= gl.getUniformLocation(id, name)) }
}

function texture(gl, width, height, bytes) {
  const made = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, made)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE)
  for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, way, gl.LINEAR)
  return made
}

function buffer(gl, kind, content) {
  const made = gl.createBuffer()
  gl.bindBuffer(kind, made)
  gl.bufferData(kind, content, typeof content === "number" ? gl.DYNAMIC_DRAW : gl.STATIC_DRAW)
  return made
}
