// The plain markup of material and notices: headings, lists, paragraphs, emphasis, links to https. It becomes elements
// of the page, never HTML: whatever else somebody writes stays text.

export type Inline =
  { kind: 'text'; text: string } | { kind: 'strong'; text: string } | { kind: 'link'; text: string; href: string }

export type Block =
  | { kind: 'heading'; level: 2 | 3; inlines: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'paragraph'; lines: Inline[][] }

const HEADING = /^(#{1,2})\s+(.+)$/
const BULLET = /^[-*・]\s*(?=\S)(.+)$/
const NUMBER = /^\d{1,2}[.．]\s+(.+)$/
const PIECE = /\*\*([^*]+)\*\*|\[([^\]]+)\]\((https:\/\/[^\s)"<>\\]+)\)/g

export function inlines(text: string): Inline[] {
  const out: Inline[] = []
  let at = 0
  for (const match of text.matchAll(PIECE)) {
    if (match.index > at) out.push({ kind: 'text', text: text.slice(at, match.index) })
    if (match[1] !== undefined) out.push({ kind: 'strong', text: match[1] })
    else out.push({ kind: 'link', text: match[2] ?? '', href: match[3] ?? '' })
    at = match.index + match[0].length
  }
  if (at < text.length || out.length === 0) out.push({ kind: 'text', text: text.slice(at) })
  return out
}

export function blocks(source: string): Block[] {
  const out: Block[] = []
  let open = false // may the last block be continued by the next line?
  for (const raw of source.split(/\r?\n/)) {
    const line = raw.trim()
    if (!line) {
      open = false
      continue
    }
    const last = open ? out.at(-1) : undefined
    const heading = HEADING.exec(line)
    const item = BULLET.exec(line) ?? NUMBER.exec(line)
    if (heading) {
      out.push({ kind: 'heading', level: heading[1] === '#' ? 2 : 3, inlines: inlines(heading[2] ?? '') })
    } else if (item) {
      const ordered = NUMBER.test(line)
      if (last?.kind === 'list' && last.ordered === ordered) last.items.push(inlines(item[1] ?? ''))
      else out.push({ kind: 'list', ordered, items: [inlines(item[1] ?? '')] })
    } else if (last?.kind === 'paragraph') {
      last.lines.push(inlines(line))
    } else {
      out.push({ kind: 'paragraph', lines: [inlines(line)] })
    }
    open = true
  }
  return out
}
