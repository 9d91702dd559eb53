const AHEAD = 3
const REDRAWN = 2000
const LANE = 74
const TITLE = 24
const AXIS = 26
const SHAPES = {
  good: '<circle cx="8" cy="8" r="6"/>',
  watch: '<circle cx="8" cy="8" r="5.2" class="outline"/><path d="M8 2.8a5.2 5.2 0 0 0 0 10.4z"/>',
  work: '<circle cx="8" cy="8" r="5" class="ring"/>',
}
const BANDS = { good: "Good", watch: "Keep an eye on it", work: "Worth some work" }

const views = new WeakMap()

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".rt-live")
  let view = views.get(root)
  if (!view) view = makeView(root)
  show(view, data)
  return () => {
    clearInterval(view.ticking)
    window.removeEventListener("realtalk-live", view.listen)
    if (view.plotted) window.Plotly?.purge(view.find(".plot"))
    view.observer?.disconnect()
    views.delete(root)
  }
}

function makeView(root) {
  const view = { root, find: name => root.querySelector(name), drawn: -Infinity }
  view.ticking = setInterval(() => tick(view), 200)
  view.listen = event => show(view, event.detail)
  window.addEventListener("realtalk-live", view.listen)
  views.set(root, view)
  return view
}

function show(view, data) {
  const { root } = view
  view.data = data
  view.came = performance.now()
  root.classList.toggle("rt-beside", data.open)
  root.classList.toggle("rt-unseen", !data.seen)
  tick(view)
  showState(view, data.state)
  showCue(view, data.cue)
  showCaptions(view, data.captions, data.quiet)
  text(view.find(".status"), data.status)
  fill(view.find(".troubles"), data.troubles, "li")
  view.find(".panel").hidden = !data.open
  if (data.open) showPanel(view, data)
}

function text(element, value) {
  if (element.textContent !== value) element.textContent = value
}

function fill(list, lines, tag) {
  const shape = JSON.stringify(lines)
  if (list.dataset.shape === shape) return
  list.dataset.shape = shape
  list.replaceChildren(...lines.map(line => Object.assign(document.createElement(tag), { textContent: line })))
}

function clock(seconds) {
  const s = Math.max(0, Math.floor(seconds))
  const two = n => String(n).padStart(2, "0")
  const hours = Math.floor(s / 3600)
  return hours ? `${hours}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`
}

function tick({ find, data, came }) {
  const since = data.counting ? Math.min(AHEAD, (performance.now() - came) / 1000) : 0
  text(find(".timer .now"), clock(data.t + since))
  text(find(".timer .of"), data.target ? ` of ${clock(data.target)}` : "")
  find(".timer").classList.toggle("over", Boolean(data.target && data.t + since > data.target))
}

function showState({ find }, state) {
  find(".state").hidden = !state
  text(find(".state .what"), state?.[0] ?? "")
  text(find(".state .then"), state?.[1] ?? "")
}

function showCue({ find }, cue) {
  const slot = find(".cue")
  slot.classList.toggle("shown", Boolean(cue))
  if (!cue) return
  text(slot, cue.text)
  slot.classList.toggle("praise", cue.praise)
}

function showCaptions({ find }, words, quiet) {
  const box = find(".captions")
  const shape = JSON.stringify([words, quiet])
  if (box.dataset.shape === shape) return
  box.dataset.shape = shape
  const line = document.createElement("p")
  if (!words.length) Object.assign(line, { className: "none", textContent: quiet })
  for (const [word, filler] of words) {
    if (filler) line.append(Object.assign(document.createElement("span"), { className: "filler", textContent: word }))
    else line.append(word)
    line.append(" ")
  }
  box.replaceChildren(line)
}

function showPanel(view, data) {
  showFaces(view, data)
  showDials(view, data.gauges)
  if (data.charts) view.charts = data.charts
  const now = performance.now()
  if (view.charts && now - view.drawn >= REDRAWN) {
    view.drawn = now
    loadPlotly(data.plotly).then(() => drawCharts(view), () => text(view.find(".plot"), "The charts could not be loaded."))
  }
}

function showFaces({ find }, { emotions, unread }) {
  text(find(".faces .none"), emotions ? "" : unread)
  find(".faces .none").hidden = Boolean(emotions)
  const list = find(".faces dl")
  list.hidden = !emotions
  if (!emotions) return
  if (list.childElementCount !== emotions.length * 3) {
    const part = (tag, name) => Object.assign(document.createElement(tag), { className: name })
    list.replaceChildren(...emotions.flatMap(([name, , hue]) => {
      const bar = part("dd", "bar")
      bar.append(document.createElement("i"))
      bar.firstChild.style.background = hue
      const term = part("dt", "")
      term.textContent = name
      return [term, bar, part("dd", "share")]
    }))
  }
  emotions.forEach(([, percent, hue], i) => {
    Object.assign(list.children[i * 3 + 1].firstChild.style, { transform: `scaleX(${percent / 100})`, background: hue })
    text(list.children[i * 3 + 2], `${percent}%`)
  })
}

function showDials({ find }, gauges) {
  const list = find(".dials ul")
  if (list.childElementCount !== gauges.length) list.replaceChildren(...gauges.map(makeDial))
  gauges.forEach((gauge, i) => {
    const row = list.children[i]
    const at = value => 100 * Math.max(0, Math.min(1, (value - gauge.low) / (gauge.high - gauge.low)))
    text(row.querySelector(".name"), gauge.title)
    text(row.querySelector(".text"), gauge.text)
    const band = row.querySelector(".rt-band")
    if (band.dataset.band !== String(gauge.band)) {
      band.dataset.band = String(gauge.band)
      band.className = `rt-band ${gauge.band ?? ""}`
      band.innerHTML = gauge.band ? `<svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[gauge.band]}</svg>${BANDS[gauge.band]}` : ""
    }
    const scale = row.querySelector(".scale")
    scale.style.color = gauge.hue
    const [ideal, mark] = [scale.querySelector(".ideal"), scale.querySelector(".mark")]
    ideal.hidden = !gauge.ideal
    if (gauge.ideal) {
      ideal.style.left = `${at(gauge.ideal[0] ?? gauge.low)}%`
      ideal.style.right = `${100 - at(gauge.ideal[1] ?? gauge.high)}%`
    }
    mark.hidden = gauge.value === null
    if (gauge.value !== null) mark.style.left = `${at(gauge.value)}%`
  })
}

function makeDial() {
  const row = document.createElement("li")
  row.innerHTML = '<p class="head"><span class="name"></span><span class="rt-band"></span></p>' +
    '<div class="scale" aria-hidden="true"><i class="rule"></i><i class="ideal"></i><i class="mark"></i></div><p class="text"></p>'
  return row
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

function drawCharts(view) {
  const plot = view.find(".plot")
  const { lines, faces, end, templates } = view.charts
  if (!plot.clientWidth) return
  const lanes = [...lines.map(line => ({ ...line, height: LANE })), ...(faces ? [{ ...faces, height: 112 }] : [])]
  const height = lanes.reduce((sum, lane) => sum + lane.height + TITLE, AXIS)
  const layout = {
    height, margin: { l: 40, r: 8, t: 0, b: 0, pad: 0 }, showlegend: false, dragmode: false, hovermode: "closest",
    template: templates[dark(view.root) ? "dark" : "light"], annotations: [], shapes: [],
  }
  const step = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].find(s => end / s <= 6) ?? 3600
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step)
  let top = height
  const traces = lanes.flatMap((lane, i) => {
    const n = i ? i + 1 : ""
    const high = top - TITLE
    const low = high - lane.height
    top = low
    const range = lane.rows ? [0, 100] : lane.range
    layout[`yaxis${n}`] = { domain: [Math.max(0, low / height), high / height], fixedrange: true, zeroline: false, range, nticks: 3 }
    layout.annotations.push({
      text: `${lane.hue ? `<span style="color:${lane.hue}">■</span> ` : ""}<b>${lane.title}</b>  ${lane.unit}`, showarrow: false, yshift: 1,
      xref: "paper", yref: "paper", x: 0, y: high / height, xanchor: "left", yanchor: "bottom",
    })
    if (lane.ideal) {
      const [from, to] = [lane.ideal[0] ?? lane.range[0], lane.ideal[1] ?? lane.range[1]]
      layout.shapes.push({
        type: "rect", xref: "x domain", yref: `y${n}`, x0: 0, x1: 1, y0: from, y1: to, fillcolor: lane.hue, opacity: 0.13,
        line: { width: 0 }, layer: "below",
      })
    }
    return lane.rows ? stacked(lane, `y${n}`) : [line(lane, `y${n}`)]
  })
  layout.xaxis = {
    range: [0, Math.max(end, 30)], fixedrange: true, zeroline: false, tickvals: ticks, ticktext: ticks.map(clock),
    anchor: `y${lanes.length > 1 ? lanes.length : ""}`,
  }
  window.Plotly.react(plot, traces, layout, { displayModeBar: false, responsive: false, doubleClick: false })
  if (view.plotted) return
  view.plotted = true
  view.observer = new ResizeObserver(() => plot.clientWidth && window.Plotly.Plots.resize(plot))
  view.observer.observe(plot.parentElement)
}

function line(lane, yaxis) {
  return {
    type: "scatter", mode: "lines", x: lane.x, y: lane.y, yaxis, connectgaps: false, line: { color: lane.hue, width: 1.6 },
    hovertemplate: `%{y:.0f} ${lane.unit}<extra></extra>`,
  }
}

function stacked(lane, yaxis) {
  return lane.rows.map((row, i) => ({
    type: "scatter", mode: "lines", x: lane.x, y: row, yaxis, stackgroup: "faces", line: { width: 0, shape: "hv" }, fillcolor: `${lane.hues[i]}d9`,
    hovertemplate: `${lane.names[i]}: %{y:.0f}%<extra></extra>`, hoveron: "points+fills",
  }))
}

function dark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim()
  const [r, g, b] = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16))
  return Number.isFinite(r) && 0.2126 * r + 0.7152 * g + 0.0722 * b < 128
}
