const STOP = /[.,;:?!…]+["'”’)\]]*$/
const WAITED = 10000
const EDGE = 8

function makeCorrections(view) {
  view.pending = []
  view.serial = 0
  view.chip = floating("button", "mend", `${PENCIL}Put it right`)
  view.chip.type = "button"
  view.chip.tabIndex = -1
  view.chip.addEventListener("click", () => openFix(view, view.offered))
  view.fix = floating("form", "fix", FIX)
  view.fix.setAttribute("role", "dialog")
  view.fix.tabIndex = -1
  view.fix.noValidate = true
  view.fix.autocomplete = "off"
  view.fix.addEventListener("submit", event => {
    event.preventDefault()
    save(view)
  })
  view.fix.addEventListener("click", event => onFixClick(view, event))
  view.fix.addEventListener("keydown", event => {
    event.stopPropagation()
    if (event.key !== "Escape") return
    event.preventDefault()
    closeFix(view, true)
  })
  view.fix.addEventListener("focusout", event => {
    if (event.relatedTarget && !view.fix.contains(event.relatedTarget)) closeFix(view, false)
  })
  view.root.append(view.chip, view.fix)
  view.root.addEventListener("dblclick", event => {
    const word = event.target.closest?.(".w[data-word]")
    if (word) openFix(view, word)
  })
  const elsewhere = event => {
    const path = event.composedPath()
    if (path.includes(view.chip) || path.includes(view.fix)) return
    float(view.chip, false)
    closeFix(view, false)
  }
  const moved = event => {
    if (event.type === "scroll" && view.fix.contains(event.target)) return
    if (!view.chip.hidden) put(view.chip, view.offered)
    if (!view.fix.hidden) put(view.fix, view.fixing)
  }
  document.addEventListener("pointerdown", elsewhere, true)
  document.addEventListener("scroll", moved, { capture: true, passive: true })
  window.addEventListener("resize", moved)
  view.forget = () => {
    document.removeEventListener("pointerdown", elsewhere, true)
    document.removeEventListener("scroll", moved, true)
    window.removeEventListener("resize", moved)
    clearTimeout(view.asking)
  }
}

const PENCIL = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 13.5l.7-3.2 7.6-7.6 2.5 2.5-7.6 7.6z" class="line"/></svg>'
const PLAY = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 2.5v11l9-5.5z"/></svg>'
const FIX = `<label><span class="asks"></span><span class="entry"><input type="text" maxlength="40" spellcheck="true" autocapitalize="off" enterkeyhint="done"><button type="submit" class="keep">Save</button></span></label>
<div class="ways"><button type="button" class="flag"></button><button type="button" class="more">Add a word after it</button><button type="button" class="drop">Remove this word</button></div>
<div class="foot"><button type="button" class="hear">${PLAY}Play it</button><button type="button" class="leave">Cancel</button></div>`

function floating(tag, name, html) {
  const made = document.createElement(tag)
  made.className = name
  made.innerHTML = html
  made.popover = "manual"
  made.hidden = true
  return made
}

function float(element, shown) {
  if (element.hidden === !shown) return
  element.hidden = !shown
  if (element.showPopover) shown ? element.showPopover() : element.hidePopover()
}

function put(element, word) {
  const at = word?.getClientRects()[0]
  const box = word?.closest(".transcript")?.getBoundingClientRect()
  if (!at || !box || at.bottom < box.top + 2 || at.top > box.bottom - 2) {
    if (element.matches(".mend")) float(element, false)
    if (!at) return
  }
  const { offsetWidth: width, offsetHeight: height } = element
  const above = element.matches(".mend") ? at.top - height - 4 > EDGE : at.bottom + height + EDGE > innerHeight && at.top - height > EDGE
  const top = above ? at.top - height - 4 : at.bottom + 4
  element.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`
  element.style.left = `${Math.max(EDGE, Math.min(at.left - EDGE, innerWidth - width - EDGE))}px`
}

function offer(view, word) {
  if (!word.dataset.word) return
  view.offered = word
  float(view.chip, true)
  put(view.chip, word)
}

function openFix(view, word) {
  if (!word?.dataset.word) return
  float(view.chip, false)
  view.media?.pause()
  view.fixing = word
  view.adding = false
  const text = word.textContent
  const filler = word.classList.contains("filler")
  view.fix.setAttribute("aria-label", `Put “${bare(text)}” right`)
  ask(view, "What did you say?", bare(text))
  const flag = view.fix.querySelector(".flag")
  flag.hidden = word.closest(".para").matches(".other")
  flag.textContent = filler ? "Not a filler" : "This is a filler"
  view.fix.querySelector(".more").hidden = false
  view.fix.querySelector(".hear").hidden = !view.media
  float(view.fix, true)
  put(view.fix, word)
  const input = view.fix.querySelector("input")
  if (matchMedia("(pointer: coarse)").matches) view.fix.focus({ preventScroll: true })
  else input.select()
  if (!view.readied) {
    view.readied = true
    send(view, true)
  }
}

function ask(view, question, value) {
  view.fix.querySelector(".asks").textContent = question
  const input = view.fix.querySelector("input")
  input.value = value
  input.select()
}

const bare = text => text.replace(STOP, "")

function closeFix(view, back) {
  if (view.fix.hidden) return
  const word = view.fixing
  float(view.fix, false)
  view.fixing = null
  if (back) stand(view, word?.dataset.word, word?.textContent)
}

function stand(view, place, text) {
  const box = view.root.querySelector(".transcript")
  view.words[view.here]?.classList.remove("here")
  view.here = view.words.indexOf(wordAt(view, place, text))
  view.words[view.here]?.classList.add("here")
  box?.focus({ preventScroll: true })
}

function onFixClick(view, event) {
  const word = view.fixing
  const button = event.target.closest("button")
  if (!button || !word) return
  if (button.matches(".flag")) correctWord(view, word, word.classList.contains("filler") ? "no filler" : "filler")
  else if (button.matches(".drop")) correctWord(view, word, "remove")
  else if (button.matches(".leave")) closeFix(view, true)
  else if (button.matches(".hear")) {
    const [start, end] = word.dataset.word.split(" ").map(Number)
    play(view, start, end, null)
  } else if (button.matches(".more")) {
    view.adding = true
    button.hidden = true
    ask(view, `What came after “${bare(word.textContent)}”?`, "um")
    view.fix.querySelector("input").focus()
  }
}

function save(view) {
  const word = view.fixing
  const said = view.fix.querySelector("input").value.split(/\s+/).join(" ").trim()
  if (!word) return
  if (!said || (!view.adding && said === bare(word.textContent))) closeFix(view, true)
  else correctWord(view, word, view.adding ? "add" : "reword", said)
}

function correctWord(view, word, kind, put = "") {
  const [start, end] = word.dataset.word.split(" ").map(Number)
  closeFix(view, true)
  request(view, { kind, start, end, place: word.dataset.word, text: word.textContent, put })
}

function takeBack(view) {
  if (!view.root.querySelector(".undo")?.hidden) request(view, { kind: "undo" })
}

function request(view, asked) {
  view.serial = Math.max(view.serial + 1, Date.now())
  view.pending.push({ ...asked, serial: view.serial })
  draft(view, asked)
  tell(view, "Counting again")
  send(view, false)
}

function send(view, opened) {
  clearTimeout(view.asking)
  view.correct({ asked: view.pending, opened })
  if (view.pending.length) view.asking = setTimeout(() => send(view, false), WAITED)
}

function settle(view, words) {
  if (!words) return
  const before = view.pending.length
  view.pending = view.pending.filter(asked => asked.serial > words.heard)
  if (!view.pending.length) clearTimeout(view.asking)
  view.root.querySelector(".undo")?.toggleAttribute("hidden", !words.undo)
  tell(view, view.pending.length ? "Counting again" : words.told)
  return before !== view.pending.length
}

function tell(view, text) {
  const told = view.root.querySelector(".told")
  if (told && told.textContent !== text) told.textContent = text
}

function wordAt(view, place, text) {
  return view.words.find(word => word.dataset.word === place && (!text || word.textContent === text)) ?? null
}

function draft(view, asked) {
  const word = asked.place && wordAt(view, asked.place, asked.text)
  if (!word) return
  if (asked.kind === "remove") {
    word.hidden = true
    delete word.dataset.word
  } else if (asked.kind === "add") {
    const added = document.createElement("span")
    added.className = "w hand"
    added.textContent = asked.put
    word.after(" ", added)
  } else {
    word.classList.add("hand")
    if (asked.kind !== "reword") word.classList.toggle("filler", asked.kind === "filler")
    else {
      word.textContent = STOP.test(asked.put) ? asked.put : asked.put + (asked.text.match(STOP)?.[0] ?? "")
      if (asked.put.includes(" ")) delete word.dataset.word
    }
  }
}
