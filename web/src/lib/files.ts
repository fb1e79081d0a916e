// Files of people: what each purpose takes, told by the ending of the name. What a browser calls a type depends on the
// programs of the machine; the server asks the octets in any case.
import type { AttachmentPurpose } from '../api/types'

const types: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
}
const words: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'video/mp4': 'MP4の動画',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'text/plain': 'テキスト',
  'text/csv': 'CSV',
  'text/html': 'HTML',
}

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** By the name's ending; else what the browser says. */
export const mediaTypeOf = (name: string, said = ''): string =>
  types[endingOf(name)] ?? (said === '' ? 'application/octet-stream' : said)

export const mediaTypeWords = (type: string): string => words[type] ?? type

const megabytes: Record<AttachmentPurpose, number> = {
  photo: 5,
  pledge: 20,
  evidence: 20,
  material: 500,
  still: 10,
  report: 20,
}

/** What is wrong with a file before it is sent, in words; '' where nothing is. */
export function misfit(purpose: AttachmentPurpose, accept: string, file: { name: string; size: number }): string {
  const endings = accept.split(',')
  if (!endings.includes(`.${endingOf(file.name)}`)) {
    const taken = new Set(endings.map((ending) => mediaTypeWords(mediaTypeOf(ending))))
    return `この種類のファイルは預かれません。預かれるのは、${[...taken].join('、')}です。`
  }
  if (file.size === 0) return 'このファイルは空です。'
  const most = megabytes[purpose]
  return file.size > most * 1024 * 1024 ? `ファイルが大きすぎます。${most} MB までのファイルを選んでください。` : ''
}
