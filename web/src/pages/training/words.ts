import type { components } from '../../api/schema'

type S = components['schemas']

export const trainingKindWords: Record<S['TrainingKind'], string> = {
  own: '団体の研修',
  joint: '合同の研修',
  drill: '訓練',
  contractor: '委託事業者の研修',
}

export const sessionStateWords: Record<S['SessionState'], string> = {
  planned: 'これから',
  held: '出席を記録ずみ',
  cancelled: '取りやめ',
}

export const answerWords: Record<S['InvitationAnswer'], string> = {
  none: 'まだ答えていない',
  accepted: '参加する',
  declined: '参加できない',
}
