import type { components } from '../../api/schema'

type S = components['schemas']

export const noticeKindWords: Record<S['NoticeKind'], string> = {
  overview: 'ガイドラインの概要',
  revision: '改定の内容・知っておくこと',
  briefing: '説明会',
  seminar: '外部の研修・セミナー',
}

export const audienceWords: Record<S['Audience'], string> = {
  town: '職員',
  contractors: '委託事業者',
  everybody: '職員と委託事業者',
}
