import { describe, expect, it } from 'vitest'
import { blocks, inlines } from './markup'

describe('plain markup', () => {
  it('knows headings, lists and paragraphs', () => {
    expect(blocks('# 題\n本文\n続き\n\n## 小さい題\n- 一つ\n- 二つ\n1. 先\n2. 後').map((b) => b.kind)).toEqual([
      'heading',
      'paragraph',
      'heading',
      'list',
      'list',
    ])
    const list = blocks('- 一つ\n- 二つ')[0]
    expect(list?.kind === 'list' && list.items.length).toBe(2)
    const paragraph = blocks('本文\n続き')[0]
    expect(paragraph?.kind === 'paragraph' && paragraph.lines.length).toBe(2)
  })

  it('keeps whatever is not its own as text', () => {
    for (const evil of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[押す](javascript:alert(1))',
      '[押す](http://example.invalid)',
      '[押す](https://example.invalid"onclick=x)',
    ])
      expect(inlines(evil)).toEqual([{ kind: 'text', text: evil }])
  })

  it('knows emphasis and links to https', () => {
    expect(inlines('必ず**承認**を得る。[資料](https://example.invalid/a)')).toEqual([
      { kind: 'text', text: '必ず' },
      { kind: 'strong', text: '承認' },
      { kind: 'text', text: 'を得る。' },
      { kind: 'link', text: '資料', href: 'https://example.invalid/a' },
    ])
  })
})
