import type { components } from '../../api/schema'

type S = components['schemas']

export const auditStateWords: Record<S['AuditState'], string> = {
  planned: '会社の回答待ち',
  accepted: '実施待ち',
  reported: '報告ずみ',
  cancelled: '取りやめ',
}

export const auditMethodWords: Record<S['AuditMethod'], string> = {
  on_site: '現地で行う',
  documents: '書類を出してもらって行う',
  remote: '遠隔（画面越し）で行う',
}

export const auditOpinionWords: Record<S['AuditOpinion'], string> = {
  good: '適合（直すことはない）',
  findings: '改善が必要',
  serious: '重大な不備',
}
