const STEP = 5
const LATE = 0.06
const REST = 4000
const SHORT = 2
const ROOM = 0.7

const views = new WeakMap()

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".rt")
  let view = views.get(root)
  if (!view) {
    view = makeView(root)
    views.set(root, view)
  }
  view.choose = speaker => setTriggerValue("speaker", speaker)
  view.correct = asked => setTriggerValue("words", asked)
  const mode = isDark(root) ? "dark" : "light"
  const turned = root.dataset.mode !== mode
  root.dataset.mode = mode
  const heard = settle(view, data?.words)
  if (data && (data.version !== view.version || (heard && data.words.told))) show(view, data)
  else if (turned) drawPlot(view)
  if (data && data.answered !== view.answered) {
    view.answered = data.answered
    rest(view)
  }
  return () => {
    view.forget()
    view.plotObserver?.disconnect()
    view.screenObserver?.disconnect()
    if (view.captions) URL.revokeObjectURL(view.captions)
    if (view.plot && window.Plotly) window.Plotly.purge(view.plot)
    clearTimeout(view.resting)
    cancelAnimationFrame(view.tick)
    views.delete(root)
  }
}

function isDark(root) {
  const host = root.getRootNode().host ?? root
  const colour = getComputedStyle(host).getPropertyValue("--st-background-color").trim()
  const [r, g, b] = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16))
  return Number.isFinite(r) && 0.2126 * r + 0.7152 * g + 0.0722 * b < 128
}

function makeView(root) {
  const view = { root, version: null, media: null, address: null, until: null, words: [], now: -1, here: -1 }
  root.addEventListener("click", event => onClick(view, event))
  root.addEventListener("keydown", event => onKey(view, event))
  makeCorrections(view)
  return view
}

function show(view, data) {
  const { root } = view
  const kept = view.media && sameFile(view.address, data.media) ? view.media : null
  const focused = root.getRootNode().activeElement
  const chosen = focused?.dataset?.name
  const reading = focused?.matches(".transcript, .undo") ? focused.className : ""
  const scrolled = root.querySelector(".transcript")?.scrollTop ?? 0
  const here = view.words[view.here]?.dataset.word
  const drawn = view.plot?.closest(".plot")
  const open = [...root.querySelectorAll(".why[aria-expanded='true']")].map(b => b.getAttribute("aria-controls"))
  view.version = data.version
  view.data = data
  root.querySelector(".body").innerHTML = data.html
  if (drawn) root.querySelector(".plot").replaceWith(drawn)
  if (chosen) root.querySelector(`.choice[data-name="${chosen}"]`)?.focus({ preventScroll: true })
  open.forEach(id => toggle(root.querySelector(`[aria-controls="${id}"]`), true))
  putPlayer(view, kept)
  watchStage(view)
  view.words = [...root.querySelectorAll(".para .w")]
  view.starts = view.words.map(word => Number(word.dataset.start))
  view.now = view.here = -1
  view.pending.forEach(asked => draft(view, asked))
  settle(view, data.words)
  root.querySelector(".transcript").scrollTop = scrolled
  if (reading) stand(view, here)
  if (reading.includes("undo")) root.querySelector(".undo:not([hidden])")?.focus({ preventScroll: true })
  float(view.chip, false)
  if (view.fixing) view.fixing = wordAt(view, view.fixing.dataset.word)
  if (!view.fixing) float(view.fix, false)
  loadPlotly(data.plotly).then(() => drawPlot(view), () => {
    root.querySelector("[data-slot=plot]").textContent = "The chart could not be loaded. Reload the page to try again."
  })
  follow(view)
}

const sameFile = (a, b) => (a ?? "").split("?")[0] === (b ?? "").split("?")[0]

function putPlayer(view, kept) {
  const { root, data } = view
  const slot = root.querySelector("[data-slot=player]")
  if (!data.media) return
  if (kept) {
    slot.append(kept)
    renew(view)
    caption(view)
    return
  }
  const media = document.createElement(data.video ? "video" : "audio")
  media.controls = true
  media.preload = "metadata"
  media.playsInline = true
  media.src = data.media
  media.setAttribute("aria-label", `Recording: ${data.file}`)
  for (const name of ["timeupdate", "seeking", "seeked", "loadedmetadata"]) media.addEventListener(name, () => follow(view))
  media.addEventListener("play", () => run(view))
  for (const name of ["play", "pause"]) media.addEventListener(name, () => shrink(view))
  media.addEventListener("pause", () => renew(view))
  media.addEventListener("error", () => {
    const note = document.createElement("p")
    note.className = "lost"
    note.textContent = "The recording could not be played. Reload the page to try again; the rundown itself is kept."
    if (!slot.querySelector(".lost")) slot.append(note)
  })
  slot.append(media)
  view.media = media
  view.address = data.media
  caption(view)
}

function caption(view) {
  const { media, data } = view
  if (view.captioned === data.captions) return
  view.captioned = data.captions
  const shown = media.textTracks[0]?.mode
  media.querySelector("track")?.remove()
  if (view.captions) URL.revokeObjectURL(view.captions)
  if (!data.captions) return
  view.captions = URL.createObjectURL(new Blob([data.captions], { type: "text/vtt" }))
  const track = document.createElement("track")
  Object.assign(track, { kind: "captions", label: "Captions", srclang: data.language || "en", src: view.captions })
  media.append(track)
  if (shown) track.track.mode = shown
}

function renew(view) {
  const { media, data } = view
  if (view.address === data.media || !media.paused) return
  const at = media.currentTime
  view.address = data.media
  media.src = data.media
  media.currentTime = at
}

function shrink(view) {
  clearTimeout(view.resting)
  const screen = view.root.querySelector(".screen")
  if (!screen || !view.data.video) return
  const mini = screen.classList.contains("mini")
  if (view.stageInView || view.media.paused) {
    if (!mini) return
    if (view.stageInView) enlarge(screen)
    else view.resting = setTimeout(() => enlarge(screen), REST)
  } else if (!mini) {
    screen.parentElement.style.paddingTop = `${screen.offsetHeight}px`
    screen.classList.add("mini")
  }
}

function enlarge(screen) {
  screen.classList.remove("mini")
  screen.parentElement.style.paddingTop = ""
}

function watchStage(view) {
  view.screenObserver?.disconnect()
  view.stageInView = true
  const stage = view.root.querySelector(".left")
  if (!view.media || getComputedStyle(stage).display === "contents") return
  view.screenObserver = new IntersectionObserver(([entry]) => {
    view.stageInView = entry.isIntersecting
    shrink(view)
  })
  view.screenObserver.observe(stage)
}

function run(view) {
  cancelAnimationFrame(view.tick)
  const step = () => {
    const { media } = view
    if (!media || media.paused) return
    if (view.until !== null && media.currentTime >= view.until - LATE) {
      view.until = null
      media.pause()
      mark(view, null)
    }
    follow(view)
    view.tick = requestAnimationFrame(step)
  }
  step()
}

function play(view, start, end, button) {
  const { media } = view
  mark(view, button)
  if (!media) {
    view.still = start
    follow(view)
    return
  }
  const short = end !== null && end !== undefined && end - start < SHORT
  view.until = end === null || end === undefined ? null : end + (short ? ROOM : 0)
  media.currentTime = Math.max(0, start - (short ? ROOM : 0))
  media.play().catch(() => mark(view, null))
}

function seek(view, t) {
  const { media } = view
  view.until = null
  mark(view, null)
  if (media) media.currentTime = Math.max(0, Math.min(t, view.data.duration))
  else view.still = t
  follow(view)
}

function mark(view, button) {
  view.root.querySelectorAll(".playing").forEach(old => old.classList.remove("playing"))
  button?.classList.add("playing")
}

const position = view => (view.media ? view.media.currentTime : view.still ?? 0)

function follow(view) {
  const t = position(view)
  const plot = view.root.querySelector(".plot")
  if (plot) {
    plot.setAttribute("aria-valuenow", t.toFixed(1))
    plot.setAttribute("aria-valuetext", clock(t))
    placeHead(view, t)
  }
  let index = upper(view.starts ?? [], t + 0.02) - 1
  if (view.media === null || (view.media.paused && t === 0)) index = -1
  if (index === view.now) return
  view.words[view.now]?.classList.remove("now")
  view.words[index]?.classList.add("now")
  view.now = index
  if (index >= 0 && view.media && !view.media.paused) reveal(view.words[index])
}

function reveal(word) {
  const box = word.closest(".transcript")
  if (!box || box.scrollHeight <= box.clientHeight + 4) return
  const top = word.getBoundingClientRect().top - box.getBoundingClientRect().top
  if (top < 20 || top > box.clientHeight - 40) box.scrollTop += top - box.clientHeight * 0.35
}

function upper(sorted, value) {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] <= value) low = middle + 1
    else high = middle
  }
  return low
}

function clock(seconds) {
  const s = Math.max(0, Math.floor(seconds))
  const two = n => String(n).padStart(2, "0")
  const hours = Math.floor(s / 3600)
  const minutes = Math.floor((s % 3600) / 60)
  return hours ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`
}

function onClick(view, event) {
  const target = event.target.closest?.("[data-start], .why, .choice, .undo")
  if (!target || !view.root.contains(target)) return
  if (target.matches(".why")) {
    toggle(target, target.getAttribute("aria-expanded") !== "true")
  } else if (target.matches(".undo")) {
    takeBack(view)
  } else if (target.matches(".choice")) {
    if (target.getAttribute("aria-disabled") === "true") return
    if (target.dataset.seek) seek(view, Number(target.dataset.seek))
    if (target.getAttribute("aria-pressed") === "true") return
    wait(view, target)
    view.choose({ person: target.dataset.person, voice: target.dataset.voice })
  } else {
    const end = target.dataset.end
    play(view, Number(target.dataset.start), end === undefined ? null : Number(end), target.matches("button") ? target : null)
    if (target.matches(".w")) offer(view, target)
  }
}

function wait(view, button) {
  for (const choice of view.root.querySelectorAll(".choice")) choice.setAttribute("aria-disabled", "true")
  button.setAttribute("aria-busy", "true")
  button.parentElement.querySelector(".counting").textContent = `Counting again for ${button.dataset.name}`
}

function rest(view) {
  for (const choice of view.root.querySelectorAll(".choice")) {
    choice.removeAttribute("aria-disabled")
    choice.removeAttribute("aria-busy")
  }
  for (const told of view.root.querySelectorAll(".counting")) told.textContent = ""
}

function toggle(button, open) {
  if (!button) return
  button.setAttribute("aria-expanded", String(open))
  button.getRootNode().getElementById(button.getAttribute("aria-controls")).hidden = !open
}

function onKey(view, event) {
  const inPlot = event.target.matches?.(".plot")
  const inText = event.target.matches?.(".transcript")
  const way = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (inPlot) {
    if (way) seek(view, position(view) + (event.key === "ArrowDown" || event.key === "ArrowUp" ? -way : way) * STEP)
    else if (event.key === "Home") seek(view, 0)
    else if (event.key === "End") seek(view, view.data.duration)
    else if (event.key === " " || event.key === "Enter") {
      if (view.media?.paused) view.media.play()
      else view.media?.pause()
    } else return
    event.preventDefault()
  } else if (inText && view.words.length) {
    if (event.key === "Enter" && view.here >= 0) play(view, view.starts[view.here], null, null)
    else if (event.key === " " && view.here >= 0) openFix(view, view.words[view.here])
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) takeBack(view)
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      view.words[view.here]?.classList.remove("here")
      const from = view.here >= 0 ? view.here : Math.max(0, view.now)
      view.here = Math.max(0, Math.min(view.words.length - 1, from + way))
      view.words[view.here].classList.add("here")
      reveal(view.words[view.here])
    } else return
    event.preventDefault()
  }
}

function loadPlotly(address) {
  if (window.Plotly) return Promise.resolve()
  window.realtalkPlotly ??= new Promise((done, failed) => {
    const script = document.createElement("script")
    script.src = address
    script.onload = done
    script.onerror = () => {
      window.realtalkPlotly = undefined
      failed()
    }
    document.head.append(script)
  })
  return window.realtalkPlotly
}

function drawPlot(view) {
  const slot = view.root.querySelector("[data-slot=plot]")
  if (!slot || !window.Plotly || !view.data) return
  const { figure, templates } = view.data.chart
  const { meta, annotations, ...others } = figure.layout
  view.narrow = slot.clientWidth < meta.width
  const fitted = view.narrow ? annotations?.map((a, i) => ({ ...a, text: meta.narrow[i] })) : annotations
  const layout = { ...others, annotations: fitted, template: templates[view.root.dataset.mode], autosize: true }
  slot.parentElement.style.minHeight = `${layout.height}px`
  window.Plotly.react(slot, figure.data, layout, { displayModeBar: false, responsive: false, doubleClick: false }).then(() => {
    if (view.plot === slot) return follow(view)
    view.plot = slot
    slot.on("plotly_click", event => {
      const clip = event.points.map(point => point.customdata).find(Array.isArray)
      if (clip) view.clip = clip
    })
    slot.addEventListener("click", event => onPlotClick(view, event))
    view.plotObserver?.disconnect()
    view.plotObserver = new ResizeObserver(() => {
      if (view.plot && view.plot.clientWidth) {
        if (view.narrow !== view.plot.clientWidth < meta.width) drawPlot(view)
        window.Plotly.Plots.resize(view.plot)
      }
      follow(view)
    })
    view.plotObserver.observe(slot.parentElement)
    follow(view)
  })
}

function onPlotClick(view, event) {
  const axis = view.plot._fullLayout?.xaxis
  if (!axis) return
  const x = event.clientX - view.plot.getBoundingClientRect().left - axis._offset
  setTimeout(() => {
    const clip = view.clip
    view.clip = null
    if (clip) play(view, clip[0], clip[1], null)
    else if (x >= -6 && x <= axis._length + 6) seek(view, axis.p2d(Math.max(0, Math.min(axis._length, x))))
  })
}

function placeHead(view, t) {
  const head = view.root.querySelector(".playhead")
  const axis = view.plot?._fullLayout?.xaxis
  head.hidden = !axis
  if (axis) head.style.left = `${axis._offset + axis.d2p(Math.min(t, view.data.duration))}px`
}
