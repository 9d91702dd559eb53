const SHAPES = {
  good: '<circle cx="8" cy="8" r="6"/>',
  watch: '<circle cx="8" cy="8" r="5.2" class="outline"/><path d="M8 2.8a5.2 5.2 0 0 0 0 10.4z"/>',
  work: '<circle cx="8" cy="8" r="5" class="ring"/>',
  quiet: '<circle cx="8" cy="8" r="2.2"/>',
}

const listeners = new WeakMap()

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".rt-check")
  show(root, data)
  if (!listeners.has(root)) {
    listeners.set(root, event => show(root, event.detail))
    window.addEventListener("realtalk-check", listeners.get(root))
  }
  return () => window.removeEventListener("realtalk-check", listeners.get(root))
}

function show(root, data) {
  root.classList.toggle("rt-unseen", !data.seen)
  say(root.querySelector(".state"), data.state)
  say(root.querySelector(".look"), data.look)
  const list = root.querySelector(".checks")
  const keys = data.checks.map(check => check.key).join()
  if (list.dataset.keys !== keys) {
    list.dataset.keys = keys
    list.replaceChildren(...data.checks.map(make))
  }
  data.checks.forEach((check, i) => fill(list.children[i], check))
}

function say(box, lines) {
  box.hidden = !lines
  text(box.children[0], lines?.[0] ?? "")
  text(box.children[1], lines?.[1] ?? "")
}

function text(element, value) {
  if (element.textContent !== value) element.textContent = value
}

function make() {
  const row = document.createElement("li")
  row.innerHTML = '<p class="head"><span class="title"></span><span class="rt-band"></span></p>' +
    '<div class="level" hidden aria-hidden="true"><i></i></div><p class="text"></p><p class="remedy"></p>'
  return row
}

function fill(row, check) {
  text(row.querySelector(".title"), check.title)
  const band = row.querySelector(".rt-band")
  if (band.dataset.band !== check.band + check.word) {
    band.dataset.band = check.band + check.word
    band.className = `rt-band ${check.band}`
    band.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[check.band]}</svg>`
    band.append(check.word)
  }
  for (const name of ["text", "remedy"]) {
    const line = row.querySelector(`.${name}`)
    text(line, check[name])
    line.hidden = !check[name]
  }
  const level = row.querySelector(".level")
  level.hidden = check.level === null
  level.firstChild.style.transform = `scaleX(${(check.level ?? 0) / 100})`
}
