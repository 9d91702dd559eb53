(() => {
  const given = JSON.parse(document.getElementById("rt-figure").textContent)
  const plot = document.getElementById("rt-plot")
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const draw = mode => {
    document.querySelector(".rt").dataset.mode = mode
    const { meta, annotations, ...rest } = given.figure.layout
    const fitted = plot.clientWidth < meta.width ? annotations?.map((a, i) => ({ ...a, text: meta.narrow[i] })) : annotations
    const layout = { ...rest, annotations: fitted, template: given.templates[mode] }
    Plotly.react(plot, given.figure.data, layout, { displayModeBar: false, responsive: true })
  }
  const now = () => draw(dark.matches ? "dark" : "light")
  dark.addEventListener("change", now)
  addEventListener("resize", now)
  addEventListener("beforeprint", () => draw("light"))
  addEventListener("afterprint", now)
  document.querySelectorAll(".why").forEach(button => {
    const panel = document.getElementById(button.getAttribute("aria-controls"))
    button.onclick = () => {
      panel.hidden = !panel.hidden
      button.setAttribute("aria-expanded", String(!panel.hidden))
    }
  })
  now()
})()
