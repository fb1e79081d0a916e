import type { components } from '../../api/schema'
import type { Tone } from '../../ui/data'

type S = components['schemas']

export const reportKindWords: Record<S['ReportKind'], string> = {
  work: '作業報告書',
  service_level: 'サービスレベルの報告',
  system_change: '情報システムの変更の報告',
}

export const reportStateWords: Record<S['ReportState'], [words: string, tone: Tone]> = {
  submitted: ['確認待ち', 'yellow'],
  confirmed: ['確認ずみ', 'green'],
  returned: ['差し戻し', 'red'],
}

export const reportFiles = {
  title: '添えたファイル',
  attach: 'ファイルを添える',
  accept: '.pdf,.xlsx,.docx,.jpg,.jpeg,.png,.txt,.csv',
  help: '監視の記録や一覧などを添えられます（PDF、Excel、Word、JPEG、PNG、テキスト、CSV。1つ20 MBまで）。答えが出るまでは加えるだけで、消せるのは差し戻されたあとです。',
}
