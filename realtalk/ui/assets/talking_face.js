const FPS = 25
const LEAD = 0.05
const GAP = 0.14
const FADE = 0.06
const BLEND = 0.25
const NEAR = 60
const JAW = 0

const views = new WeakMap()

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".rt-partner")
  let view = views.get(root)
  if (view?.address !== data.address) {
    view?.close()
    view = makeView(root, data)
    views.set(root, view)
  }
  view.names = data.people.map(person => person.name)
  return () => {
    view.close()
    views.delete(root)
  }
}

function makeView(root, data) {
  const view = {
    root, address: data.address, find: name => root.querySelector(name), closed: false, people: [], queue: [], turn: "getting ready",
    live: 0, drafts: null, names: [],
  }
  view.sound = makeSound()
  view.find(".lines").replaceChildren()
  view.find(".people").classList.toggle("two", data.people.length > 1)
  view.find(".people").replaceChildren(...data.people.map((person, who) => makePerson(view, person, who, data.drawing)))
  view.find(".hear").onclick = () => view.sound.context.resume()
  const loop = () => {
    if (view.closed) return
    tick(view, true)
    requestAnimationFrame(loop)
  }
  requestAnimationFrame(loop)
  // A hidden tab draws nothing, but what was said has been said.
  const ticking = setInterval(() => tick(view, false), 200)
  const leaving = () => view.close()
  window.addEventListener("pagehide", leaving)
  view.news = new EventSource(`${data.address}/events`)
  view.news.onmessage = ({ data: told }) => happen(view, JSON.parse(told))
  view.close = () => {
    if (view.closed) return
    view.closed = true
    clearInterval(ticking)
    window.removeEventListener("pagehide", leaving)
    view.news.close()
    silence(view)
    view.sound.context.close()
    for (const person of view.people) person.face?.free()
  }
  return view
}

function makeSound() {
  const context = new AudioContext()
  const meter = context.createAnalyser()
  meter.fftSize = 1024
  meter.connect(context.destination)
  return { context, meter, wave: new Float32Array(meter.fftSize) }
}

function makePerson(view, { name, role }, who, drawing) {
  const figure = document.createElement("figure")
  figure.innerHTML = '<div class="frame"><canvas width="512" height="512"></canvas><p class="loading" role="status"></p></div><figcaption><span></span><small></small></figcaption>'
  const canvas = figure.querySelector("canvas")
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", `${name}, a face made by AI`)
  figure.querySelector("figcaption span").textContent = name
  figure.querySelector("small").textContent = role
  const loading = figure.querySelector(".loading")
  loading.textContent = `${name} is getting ready`
  const person = { figure, who, face: null, idle: null, mode: "waiting", changed: 0, from: null, row: null }
  view.people.push(person)
  Promise.all([import(new URL(drawing, window.location.href).href), bytes(`${view.address}/face/${who}`), bytes(`${view.address}/idle/${who}`)])
    .then(([module, packed, moving]) => {
      if (view.closed) return
      person.idle = readIdle(moving)
      person.face = module.makeFace(canvas, packed)
      loading.hidden = true
    })
    .catch(error => {
      console.warn(error)
      loading.textContent = `${name} cannot be shown here. You hear them all the same.`
    })
  return figure
}

async function bytes(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.arrayBuffer()
}

function readHeader(buffer) {
  const length = new DataView(buffer).getUint32(0, true)
  return [JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), 4 + length]
}

function readRows(buffer, place, count, columns) {
  const all = new Float32Array(buffer, place, count * columns)
  return Array.from({ length: count }, (_, i) => all.subarray(i * columns, (i + 1) * columns))
}

function readIdle(buffer) {
  const [counts, start] = readHeader(buffer)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const columns = (buffer.byteLength - start) / 4 / total
  const read = {}
  let place = start
  for (const [name, count] of Object.entries(counts)) {
    read[name] = readRows(buffer, place, count, columns)
    place += count * columns * 4
  }
  return read
}

function readClip(view, buffer) {
  const [header, start] = readHeader(buffer)
  const pcm = new Int16Array(buffer, start, header.samples)
  const sound = view.sound.context.createBuffer(1, Math.max(1, header.samples), header.rate)
  sound.copyToChannel(Float32Array.from(pcm, value => value / 32767), 0)
  const rows = start + (header.samples + (header.samples % 2)) * 2
  const columns = (buffer.byteLength - rows) / 4 / header.rows
  return { sound, rows: readRows(buffer, rows, header.rows, columns) }
}

function happen(view, told) {
  if (view.closed) return
  if (told.kind === "hello") view.live = told.upto
  else if (told.kind === "turn") turn(view, told.turn)
  else if (told.kind === "rung") view.rung = told.rung
  else if (told.kind === "user") userLine(view, told)
  else if (told.kind === "say") say(view, told)
  else if (told.kind === "line") sayLine(view, told)
  else if (told.kind === "stop") {
    silence(view)
    if (told.n > view.live) cutLine(view)
  } else if (told.kind === "trouble") trouble(view, told)
  else if (told.kind === "end") view.news.close()
  showNow(view)
}

function turn(view, name) {
  view.turn = name
  view.rung = null
  view.root.dataset.turn = name
}

function showNow(view) {
  const speaker = view.queue.find(clip => clip.playing)
  const name = view.names[speaker?.who ?? 0] ?? ""
  const words = {
    "getting ready": "Getting ready",
    listening: view.rung === "thinking" ? "Take your time" : view.rung === "trailing off" ? "Anything more?" : "Listening to you",
    thinking: "Thinking",
    speaking: `${name} is speaking`,
    over: "The conversation is over",
  }
  const text = words[view.turn] ?? ""
  if (view.find(".now").textContent !== text) view.find(".now").textContent = text
}

function trouble(view, { what, remedy }) {
  const line = document.createElement("li")
  line.textContent = `${what} ${remedy}`
  const list = view.find(".troubles")
  if (![...list.children].some(each => each.textContent === line.textContent)) list.append(line)
}

function userLine(view, { text, final }) {
  if (!view.draft) view.draft = addLine(view, "mine draft", "You", "")
  keepAtEnd(view, () => {
    view.draft.querySelector("span").textContent = text
    if (final) {
      view.draft.classList.remove("draft")
      view.draft = null
    }
  })
}

function addLine(view, kind, name, text) {
  const line = document.createElement("div")
  line.className = `line ${kind}`
  const who = Object.assign(document.createElement("b"), { textContent: name })
  line.append(who, Object.assign(document.createElement("span"), { textContent: text }))
  keepAtEnd(view, () => view.find(".lines").append(line))
  return line
}

function keepAtEnd(view, change) {
  const list = view.find(".lines")
  const near = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR
  change()
  if (near) list.scrollTop = list.scrollHeight
}

function say(view, told) {
  if (told.n <= view.live) {
    sayLine(view, told)
    return
  }
  const clip = { ...told, at: null, ready: null, began: false, playing: false }
  view.queue.push(clip)
  bytes(`${view.address}/clip/${told.clip}`)
    .then(buffer => {
      clip.ready = readClip(view, buffer)
    })
    .catch(() => {
      // It cannot be heard, so that it is at least read.
      sayLine(view, clip)
      tell(view, "ended", clip, 0)
      view.queue = view.queue.filter(each => each !== clip)
    })
}

function sayLine(view, { text, who, facts, aside }) {
  if (aside) return // A listener's "mm-hm" is heard, not read.
  const last = view.find(".lines").lastElementChild
  const goesOn = last?.dataset.who === `${who}` && !last.classList.contains("cut-off")
  const line = goesOn ? last : addLine(view, "theirs", view.names[who] ?? "", "")
  line.dataset.who = who
  keepAtEnd(view, () => {
    const span = line.querySelector("span")
    span.textContent = `${span.textContent} ${text}`.trim()
    if (facts?.length) addFacts(line, facts)
  })
}

function addFacts(line, facts) {
  let box = line.querySelector("details")
  if (!box) {
    box = document.createElement("details")
    box.innerHTML = "<summary>What this stands on</summary><ul></ul>"
    line.append(box)
  }
  const known = new Set([...box.querySelectorAll("li span")].map(each => each.textContent))
  for (const { text, source } of facts) {
    if (known.has(text)) continue
    const item = document.createElement("li")
    item.append(
      Object.assign(document.createElement("span"), { textContent: text }),
      Object.assign(document.createElement("cite"), { textContent: source }),
    )
    box.querySelector("ul").append(item)
  }
}

function cutLine(view) {
  const last = [...view.root.querySelectorAll(".line.theirs")].pop()
  if (!last || last.classList.contains("cut-off")) return
  last.classList.add("cut-off")
  last.append(Object.assign(document.createElement("i"), { className: "cut", textContent: "You took the word." }))
}

function tell(view, kind, clip, seconds) {
  const body = JSON.stringify({ kind, clip: clip.clip, seconds: Math.max(0, seconds) })
  fetch(`${view.address}/told`, { method: "POST", body, keepalive: true }).catch(() => {})
}

function silence(view) {
  const { context } = view.sound
  for (const clip of view.queue) {
    if (!clip.source) continue
    clip.gain.gain.setTargetAtTime(0, context.currentTime, FADE / 3)
    clip.source.stop(context.currentTime + FADE)
  }
  view.queue = []
}

function tick(view, drawing) {
  const { context } = view.sound
  view.find(".hear").hidden = context.state !== "suspended" || !view.queue.length
  schedule(view)
  const heard = context.currentTime - (context.outputLatency || 0)
  for (const clip of view.queue) {
    if (clip.at === null) continue
    if (!clip.began && heard >= clip.at) {
      clip.began = clip.playing = true
      sayLine(view, clip)
      tell(view, "began", clip, heard - clip.at)
      showNow(view)
    }
    if (clip.began && heard >= clip.at + clip.ready.sound.duration) {
      clip.over = true
      tell(view, "ended", clip, clip.ready.sound.duration)
    }
  }
  view.queue = view.queue.filter(clip => !clip.over)
  if (drawing) for (const person of view.people) draw(view, person, heard)
}

function schedule(view) {
  const { context, meter } = view.sound
  if (context.state !== "running") return
  let free = context.currentTime + LEAD
  for (const clip of view.queue) {
    if (clip.at === null) {
      if (!clip.ready) return
      clip.gain = context.createGain()
      clip.gain.connect(meter)
      clip.source = context.createBufferSource()
      clip.source.buffer = clip.ready.sound
      clip.source.connect(clip.gain)
      clip.at = free
      clip.source.start(free)
    }
    free = Math.max(free, clip.at + clip.ready.sound.duration + GAP)
  }
}

function draw(view, person, heard) {
  const clip = view.queue.find(each => each.playing && each.who === person.who)
  person.figure.classList.toggle("speaking", Boolean(clip))
  if (!person.face || !person.idle) return
  const now = performance.now() / 1000
  const other = view.queue.some(each => each.playing && each.who !== person.who)
  const mode = clip ? `clip ${clip.clip}` : other || view.turn === "listening" ? "listening" : view.turn === "thinking" ? "thinking" : "waiting"
  if (mode !== person.mode) {
    person.mode = mode
    person.changed = now
    person.from = person.row?.slice() ?? null
  }
  const target = clip ? between(clip.ready.rows, (heard - clip.at) * FPS, false) : between(person.idle[mode], now * FPS, true)
  const part = Math.min(1, (now - person.changed) / BLEND)
  const smooth = part * part * (3 - 2 * part)
  // Lips follow the sound at once; only what they do not touch is blended into speech.
  const row = person.from && part < 1 ? target.map((value, i) => (clip && i < 8 ? value : person.from[i] + (value - person.from[i]) * smooth)) : target
  person.row = row
  person.face.draw(row)
  measure(view, person, row, Boolean(clip))
}

function between(rows, place, looping) {
  const count = rows.length
  const at = looping ? place % count : Math.min(Math.max(place, 0), count - 1)
  const first = Math.floor(at)
  const next = looping ? (first + 1) % count : Math.min(first + 1, count - 1)
  const part = at - first
  return rows[first].map((value, i) => value + (rows[next][i] - value) * part)
}

function measure(view, { figure }, row, speaking) {
  const { meter, wave } = view.sound
  meter.getFloatTimeDomainData(wave)
  const energy = Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length)
  figure.dataset.energy = speaking ? energy.toFixed(4) : "0"
  figure.dataset.mouth = row[JAW].toFixed(3)
}
