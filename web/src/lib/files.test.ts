import { describe, expect, it } from 'vitest'
import { mediaTypeOf, mediaTypeWords, misfit } from './files'

describe('files of people', () => {
  it('tells the type by the ending, whatever the machine calls it', () => {
    expect(mediaTypeOf('点検.CSV', 'application/vnd.ms-excel')).toBe('text/csv')
    expect(mediaTypeOf('a.b.docx')).toMatch(/wordprocessingml/)
    expect(mediaTypeOf('a.xyz', 'image/x-odd')).toBe('image/x-odd')
    expect(mediaTypeOf('a')).toBe('application/octet-stream')
    expect(mediaTypeWords('application/pdf')).toBe('PDF')
  })

  it('says before sending what would be refused', () => {
    const accept = '.pdf,.jpg,.jpeg,.png'
    expect(misfit('evidence', accept, { name: 'a.PDF', size: 10 })).toBe('')
    expect(misfit('evidence', accept, { name: 'a.exe', size: 10 })).toBe(
      'この種類のファイルは預かれません。預かれるのは、PDF、JPEG、PNGです。',
    )
    expect(misfit('evidence', accept, { name: 'a.pdf', size: 0 })).toMatch(/空/)
    expect(misfit('still', accept, { name: 'a.png', size: 11 * 1024 * 1024 })).toMatch(/10 MB/)
  })
})
