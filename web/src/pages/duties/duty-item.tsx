import { useState } from 'react'
import type { DutyRow } from '../../api/types'
import { placeOf } from '../../lib/places'
import { dutyWords } from '../../lib/words'
import { Button, ButtonLink } from '../../ui/button'
import { ClauseLinks } from '../../ui/clause-links'
import { Deadline } from '../../ui/deadline'
import { DelegateDialog } from './delegate'

const t = {
  owedBy: 'する人',
  go: '開く',
  delegate: 'ほかの人に任せる',
  taken: (name: string) => `${name}さんから任された仕事です。`,
  given: (name: string) => `${name}さんに任せています。済むまでは、あなたの仕事でもあります。`,
  moved: (giver: string, taker: string) => `${giver}さんが、${taker}さんに任せています。`,
  next: 'CISOがまだ受け止めていないため、次に知らせる役割のあなたにも知らせています。CISOにすぐ連絡してください。',
  nextAudit: '期限を過ぎても監査担当が済ませていないため、統括情報セキュリティ責任者にも知らせています。',
  escalated:
    '期限を大きく過ぎたため、上の役割のあなたにも知らせています。する人に連絡して、早く終わらせるように求めてください。',
}

function told(row: DutyRow): string {
  if (row.reach === 'escalated') {
    if (row.kind === 'acknowledge_breach') return t.next
    return row.kind === 'plan_audit' || row.kind === 'report_audit' ? t.nextAudit : t.escalated
  }
  if (!row.delegation) return ''
  if (row.reach === 'taken') return t.taken(row.given_by)
  return row.reach === 'own' ? t.given(row.taken_by) : t.moved(row.given_by, row.taken_by)
}

/** One duty: until when, what and why, by whom, and where it is done. */
export function DutyItem({ row, onChange }: { row: DutyRow; onChange?: () => void }) {
  const [asks, setAsks] = useState(false)
  const about = row.about || dutyWords[row.kind]
  const place = placeOf(row.subject, row.kind)
  const more = told(row)
  return (
    <li
      className={`grid gap-x-6 gap-y-2 rounded-8 border bg-white p-4 md:grid-cols-[15rem_minmax(0,1fr)_auto] md:items-center ${
        row.overdue ? 'border-2 border-error-1' : 'border-solid-gray-420'
      }`}
    >
      <Deadline day={row.due} left={row.days_left} />
      <div className="min-w-0">
        <h3 className="text-std-16B-170">{about}</h3>
        {more && <p className="font-bold">{more}</p>}
        <p>{row.text}</p>
        <p>{row.todo}</p>
        <p className="text-sm text-solid-gray-700">
          {t.owedBy}：{row.owed_by}
        </p>
        <ClauseLinks clauses={row.clauses} className="text-sm text-solid-gray-700" />
      </div>
      <div className="grid gap-2">
        {place && (
          <ButtonLink look="secondary" to={place}>
            {t.go}
            <span className="sr-only">：{about}</span>
          </ButtonLink>
        )}
        {onChange && row.may_delegate && (
          <Button look="quiet" onClick={() => setAsks(true)}>
            {t.delegate}
            <span className="sr-only">：{about}</span>
          </Button>
        )}
      </div>
      {asks && (
        <DelegateDialog
          one={row}
          onClose={() => setAsks(false)}
          onDone={() => {
            setAsks(false)
            onChange?.()
          }}
        />
      )}
    </li>
  )
}
