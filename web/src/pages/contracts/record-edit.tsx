import type { ComponentType } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { ContractRecord } from '../../api/types'
import { Page } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { EditBasics } from './edit-basics'
import { EditLevels, EditSpecification, EditWorkplaces } from './edit-lists'
import { EditSelection, EditTerms } from './edit-terms'

const t = {
  crumb: '委託',
  record: '契約の定めと記録',
  titles: {
    basics: '契約の名前・期間・渡してよい情報を直す',
    terms: '契約の定めを登録する',
    workplaces: '作業場所を登録する',
    'service-levels': 'サービスレベルを登録する',
    specification: '調達仕様書の要件を登録する',
    selection: '選定基準の確認を登録する',
  } as Record<string, string>,
  unknown: 'この画面はありません。',
}

export interface EditProps {
  record: ContractRecord
  onDone: () => void
  onCancel: () => void
}

const forms: Record<string, ComponentType<EditProps>> = {
  basics: EditBasics,
  terms: EditTerms,
  workplaces: EditWorkplaces,
  'service-levels': EditLevels,
  specification: EditSpecification,
  selection: EditSelection,
}

/** One part of a contract's record as a form; what is saved is in the ledger, and what was before stays there. */
export function RecordEditPage() {
  const { id = '', part = '' } = useParams()
  const navigate = useNavigate()
  const query = useQuery<ContractRecord>(`/api/engagements/${id}/record`)
  const Form = forms[part]
  const back = () => void navigate(`/contracts/${id}/record`)
  return (
    <Page
      title={t.titles[part] ?? t.unknown}
      crumbs={[
        { to: '/contracts', label: t.crumb },
        ...(query.data ? [{ to: `/contracts/${id}`, label: query.data.title }] : []),
        { to: `/contracts/${id}/record`, label: t.record },
      ]}
    >
      {Form ? (
        <Load query={query}>{(record) => <Form record={record} onDone={back} onCancel={back} />}</Load>
      ) : (
        <Empty>{t.unknown}</Empty>
      )}
    </Page>
  )
}
