const views = new WeakMap()

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".rt-devices")
  let view = views.get(root)
  if (!view) {
    view = makeView(root)
    views.set(root, view)
    if (data.known) view.found = data.known
    else if (data.auto) allowed().then(yes => yes && ask(view))
  }
  view.tell = found => setStateValue("devices", found)
  draw(view)
  if (!view.looked) view.look()
  view.looked = true
  return () => {
    navigator.mediaDevices?.removeEventListener?.("devicechange", view.look)
    views.delete(root)
  }
}

function makeView(root) {
  const view = { root, found: null, busy: false }
  root.querySelector(".ask").addEventListener("click", () => ask(view))
  for (const kind of ["camera", "microphone"]) {
    root.querySelector(`select.${kind}`).addEventListener("change", event => {
      report(view, { ...view.found, [kind]: event.target.value || null })
    })
  }
  view.look = () => look(view)
  navigator.mediaDevices?.addEventListener?.("devicechange", view.look)
  return view
}

function report(view, found) {
  view.found = found
  draw(view)
  view.tell(found)
}

async function allowed() {
  try {
    const states = await Promise.all(["camera", "microphone"].map(name => navigator.permissions.query({ name })))
    return states.every(state => state.state === "granted")
  } catch {
    return false
  }
}

async function refused(name) {
  try {
    return (await navigator.permissions.query({ name })).state === "denied"
  } catch {
    return false
  }
}

async function ask(view) {
  if (view.busy) return
  view.busy = true
  draw(view)
  try {
    report(view, await find(view.found))
  } finally {
    view.busy = false
    draw(view)
  }
}

async function find(before) {
  const found = { cameras: [], microphones: [], camera: null, microphone: null, camera_error: null, microphone_error: null }
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) {
    return { ...found, camera_error: "insecure", microphone_error: "insecure" }
  }
  const both = await open({ video: true, audio: true })
  let tracks = both.tracks
  if (both.error) {
    const [noCamera, noMicrophone] = await Promise.all([refused("camera"), refused("microphone")])
    // Who has just said no to both is not asked twice more.
    const asked = both.error === "NotAllowedError" && noCamera === noMicrophone
    const camera = asked ? both : await open({ video: true })
    const microphone = asked ? both : await open({ audio: true })
    tracks = [...camera.tracks, ...microphone.tracks]
    found.camera_error = camera.error
    found.microphone_error = microphone.error
  }
  Object.assign(found, await list())
  for (const track of tracks) {
    const [kind, many] = track.kind === "video" ? ["camera", "cameras"] : ["microphone", "microphones"]
    const wanted = before?.[kind]
    found[kind] = found[many].some(each => each.id === wanted) ? wanted : track.getSettings().deviceId || found[many][0]?.id || null
    track.stop()
  }
  return found
}

async function open(constraints) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints)
    return { tracks: stream.getTracks(), error: null }
  } catch (error) {
    return { tracks: [], error: error.name || "Error" }
  }
}

async function list() {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const of = kind => devices.filter(each => each.kind === kind && each.deviceId).map(each => ({ id: each.deviceId, label: each.label }))
  return { cameras: of("videoinput"), microphones: of("audioinput") }
}

async function look(view) {
  if (!view.found || view.busy) return
  const now = await list()
  if (!now.cameras.length && !now.microphones.length) return // none are told without permission
  const has = (many, id) => id === null || now[many].some(each => each.id === id)
  const kept = {
    camera: has("cameras", view.found.camera) ? view.found.camera : now.cameras[0]?.id ?? null,
    microphone: has("microphones", view.found.microphone) ? view.found.microphone : now.microphones[0]?.id ?? null,
  }
  const found = { ...view.found, ...now, ...kept }
  if (JSON.stringify(found) !== JSON.stringify(view.found)) report(view, found)
}

function draw(view) {
  const { root, found, busy } = view
  const given = found && (found.camera || found.microphone)
  const ask = root.querySelector(".ask")
  ask.disabled = busy
  ask.textContent = busy ? "Your browser is asking you" : found ? "Try again" : "Turn on camera and microphone"
  ask.classList.toggle("quiet", Boolean(given))
  ask.hidden = Boolean(given && !found.camera_error && !found.microphone_error)
  fill(root, "camera", found?.cameras ?? [], found?.camera, "No camera")
  fill(root, "microphone", found?.microphones ?? [], found?.microphone, "No microphone")
  root.querySelector(".choices").hidden = !given
}

function fill(root, kind, devices, chosen, none) {
  const select = root.querySelector(`select.${kind}`)
  const options = [...devices.map((each, i) => [each.id, each.label || `${kind === "camera" ? "Camera" : "Microphone"} ${i + 1}`]), ["", none]]
  const shape = JSON.stringify(options)
  if (select.dataset.shape !== shape) {
    select.dataset.shape = shape
    select.replaceChildren(...options.map(([value, label]) => new Option(label, value)))
  }
  select.value = chosen ?? ""
}
