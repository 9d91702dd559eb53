const AGAIN = 1500
const TRIES = 40
const WRITING = "input, textarea, select, [contenteditable], [role=slider], [role=radio], [role=radiogroup], [role=listbox]"
const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

const views = new WeakMap()

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".rt-deck")
  let view = views.get(root)
  if (!view) {
    view = makeView(root)
    views.set(root, view)
  }
  view.tell = number => setStateValue("slide", number)
  view.slides = data.slides
  view.name = data.name
  if (data.slide !== view.told) {
    view.told = data.slide
    const at = data.slides.findIndex(slide => slide.number === data.slide)
    if (at >= 0) view.at = at
  }
  show(view)
  return () => {
    window.removeEventListener("keydown", view.key)
    clearTimeout(view.trying)
    views.delete(root)
  }
}

function makeView(root) {
  const view = { root, find: name => root.querySelector(name), at: 0, told: null }
  view.find(".back").onclick = () => turn(view, -1)
  view.find(".next").onclick = () => turn(view, 1)
  view.key = event => {
    const way = KEYS[event.key]
    const on = event.composedPath()[0]
    if (!way || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || on.closest?.(WRITING)) return
    event.preventDefault()
    turn(view, way)
  }
  window.addEventListener("keydown", view.key)
  const picture = view.find("img")
  picture.onload = () => cover(view, true)
  picture.onerror = () => {
    cover(view, false)
    if (view.tries++ < TRIES) view.trying = setTimeout(() => draw(view, true), AGAIN)
  }
  return view
}

function turn(view, way) {
  const at = Math.max(0, Math.min(view.slides.length - 1, view.at + way))
  if (at === view.at) return
  view.at = at
  view.told = view.slides[at].number
  view.tell(view.told)
  show(view)
}

function show(view) {
  const { find, slides, at } = view
  const slide = slides[at]
  text(find(".title"), slide.title)
  const shape = JSON.stringify(slide.lines)
  const list = find("ul")
  if (list.dataset.shape !== shape) {
    list.dataset.shape = shape
    list.replaceChildren(...slide.lines.map(line => Object.assign(document.createElement("li"), { textContent: line })))
  }
  text(find(".also"), slide.also)
  text(find(".at"), `${at + 1} of ${slides.length}`)
  text(find(".soon"), at + 1 < slides.length ? `Next: ${slides[at + 1].title}` : "This is the last slide.")
  find(".back").disabled = at === 0
  find(".next").disabled = at === slides.length - 1
  find("img").alt = `Slide ${slide.number}: ${slide.title}`
  if (view.drawn !== slide.picture) {
    view.drawn = slide.picture
    view.tries = 0
    clearTimeout(view.trying)
    cover(view, false)
    if (slide.picture) draw(view)
  }
  if (slides[at + 1]?.picture) new Image().src = slides[at + 1].picture
}

function draw(view, again) {
  view.find("img").src = again ? `${view.drawn}?${view.tries}` : view.drawn
}

function cover(view, drawn) {
  view.find("img").hidden = !drawn
  view.find(".card").classList.toggle("under", drawn)
}

function text(element, value) {
  if (element.textContent !== value) element.textContent = value
}
