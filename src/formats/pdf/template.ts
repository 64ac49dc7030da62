// The page as Typst draws it. It is the same for every report: what a report says comes as data, and no text of it is ever read as markup.

export const TEMPLATE = `
#let d = json(bytes(sys.inputs.document))
#let ink = rgb("#1b2733")
#let quiet = rgb("#586775")
#let hair = rgb("#d4dbe2")
#let shade = rgb("#f2f5f7")
#let accent = rgb("#0b5c66")
#let alarm = rgb("#a3331c")

#set document(title: d.title, date: none)
#set text(font: "Noto Sans KR", size: 9pt, lang: d.lang, fill: ink, hyphenate: false, number-width: "tabular")
#set par(leading: 0.6em, spacing: 0.9em)

#let running-header = context {
  if counter(page).get().first() > 1 {
    set text(size: 7.5pt, fill: quiet)
    grid(columns: (1fr, auto), d.title,
      if d.stamp != none { text(fill: alarm, weight: "bold", size: 11pt, d.stamp) } else { d.subtitle })
    v(-3pt)
    line(length: 100%, stroke: 0.5pt + hair)
  }
}
#let running-footer = context {
  set text(size: 7.5pt, fill: quiet)
  grid(columns: (1fr, auto), "SHA-256 " + d.hash.slice(0, 12) + " … " + d.hash.slice(-12),
    [#counter(page).display() / #counter(page).final().first()])
}
#set page(paper: "a4", margin: (x: 18mm, top: 23mm, bottom: 20mm), header: running-header, footer: running-footer)

#show heading.where(level: 1): it => block(above: 1.7em, below: 0.8em, sticky: true, text(size: 12.5pt, weight: "bold", fill: accent, it.body))
#show heading.where(level: 2): it => block(above: 1.2em, below: 0.6em, sticky: true, text(size: 9.6pt, weight: "bold", it.body))
#show heading.where(level: 3): it => block(above: 1em, below: 0.5em, sticky: true, text(size: 9pt, weight: "bold", fill: quiet, it.body))

#let shown(cell) = if type(cell) == str { cell } else { cell.shown }

#let note(b) = {
  let color = if b.tone == "warning" { alarm } else if b.tone == "note" { quiet } else { ink }
  if b.tone == "warning" {
    block(inset: (left: 7pt, y: 3pt), stroke: (left: 1.6pt + alarm), text(fill: color, b.text))
  } else { par(text(fill: color, size: if b.tone == "note" { 8.2pt } else { 9pt }, b.text)) }
}

#let facts(rows) = table(
  columns: (32%, 1fr), stroke: (x: none, y: 0.4pt + hair), inset: (x: 4pt, y: 4.5pt),
  ..rows.map(((label, value)) => (text(fill: quiet, label), value)).flatten())

#let grid-table(b) = {
  set text(size: b.size * 1pt)
  if b.caption != none { block(below: 0.45em, sticky: true, text(weight: "bold", fill: quiet, b.caption)) }
  table(
    columns: b.widths.map(w => w * 1fr),
    align: (x, y) => if b.columns.at(x).numeric and y > 0 { right + top } else if b.columns.at(x).numeric { right + bottom } else { left + top },
    stroke: (x: none, y: 0.4pt + hair),
    fill: (x, y) => if y == 0 { shade } else { none },
    inset: (x: 3.5pt, y: 3.8pt),
    table.header(..b.columns.map(c => text(weight: "bold", c.title))),
    ..b.rows.map(row => row.map(cell => shown(cell))).flatten())
}

#let bar-chart(b) = {
  block(below: 0.5em, sticky: true, text(weight: "bold", fill: quiet, size: 8.2pt, b.caption + " (" + b.unit + ")"))
  let values = b.bars.map(bar => bar.value)
  let high = calc.max(0, ..values)
  let low = calc.min(0, ..values)
  let span = if high - low > 0 { high - low } else { 1 }
  set text(size: 8pt)
  table(columns: (34%, 1fr, 19%), stroke: none, inset: (x: 3pt, y: 2.6pt), align: (x, y) => if x == 2 { right + horizon } else { left + horizon },
    ..b.bars.map(bar => {
      let from = (calc.min(bar.value, 0) - low) / span
      let length = calc.abs(bar.value) / span
      (bar.label,
        pdf.artifact(block(width: 100%, height: 8pt, {
          place(left + horizon, dx: -low / span * 100%, line(angle: 90deg, length: 8pt, stroke: 0.4pt + hair))
          place(left + horizon, dx: from * 100%, rect(width: length * 100%, height: 6.5pt, fill: if bar.value < 0 { rgb("#4c8f5a") } else { accent }))
        })),
        bar.shown)
    }).flatten())
}

#let draw(b) = {
  if b.kind == "text" { note(b) }
  else if b.kind == "facts" { facts(b.rows) }
  else if b.kind == "table" { grid-table(b) }
  else { bar-chart(b) }
}

#v(20mm)
#text(size: 10pt, fill: accent, weight: "bold", tracking: 1.2pt, "SANDAN 산단")
#v(3mm)
#par(leading: 0.7em, text(size: 22pt, weight: "bold", d.title))
#v(1mm)
#text(size: 13pt, fill: quiet, d.subtitle)
#if d.stamp != none {
  v(6mm)
  block(stroke: 1.6pt + alarm, inset: 9pt, text(fill: alarm, weight: "bold", size: 17pt, d.stamp))
}
#v(12mm)
#facts(d.facts)
#v(1fr)
#grid(columns: (30mm, 1fr), column-gutter: 6mm, align: horizon,
  image(bytes(d.code), format: "svg", width: 30mm, alt: d.codeText),
  {
    text(size: 8pt, fill: quiet, d.hashTitle)
    linebreak()
    text(size: 8.4pt, weight: "bold", d.hash.slice(0, 32))
    linebreak()
    text(size: 8.4pt, weight: "bold", d.hash.slice(32))
    linebreak()
    text(size: 8pt, fill: quiet, d.hashHelp)
  })
#pagebreak()

#outline(title: d.contents, depth: d.depth, indent: 1.2em)
#v(6mm)

#let section(s, level) = {
  heading(level: level, s.title)
  for b in s.blocks { draw(b) }
  for inner in s.sections { section(inner, level + 1) }
}
#for s in d.sections { section(s, 1) }
`;
