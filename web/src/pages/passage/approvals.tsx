import type { PassageView } from '../../api/types'
import { longTime } from '../../lib/dates'
import { Icon } from '../../ui/icons'

const t = {
  need: (n: number) => `${n}人の承認が要ります。申請した人は、自分の申請を承認できません。`,
  approved: '承認しました',
  rejected: '却下しました',
  void: 'この承認は数えません（承認のあとで内容が変わったか、承認できる人ではありません）',
  waiting: (n: number) => `あと${n}人の承認を待っています`,
  reason: '理由',
}

/** Who has decided, and how many are still needed. */
export function Approvals({ view }: { view: PassageView }) {
  const counted = view.approvals.filter((a) => a.counts && a.decision === 'approve').length
  const open = view.state === 'submitted' ? Math.max(0, view.approvals_needed - counted) : 0
  return (
    <>
      <p className="mb-3 text-solid-gray-700">{t.need(view.approvals_needed)}</p>
      <ol className="grid gap-2">
        {view.approvals.map((approval, i) => {
          const yes = approval.decision === 'approve'
          return (
            <li key={`${approval.by.id}-${i}`} className="flex gap-3 rounded-8 border border-solid-gray-420 p-3">
              <Icon
                name={yes ? 'check' : 'cross'}
                className={`mt-0.5 size-6 ${yes ? 'text-success-2' : 'text-error-2'}`}
              />
              <div className="min-w-0">
                <p>
                  <span className="font-bold">{approval.by.name}</span>
                  {approval.by.place && `（${approval.by.place}）`}
                </p>
                <p className={yes ? '' : 'font-bold text-error-2'}>{yes ? t.approved : t.rejected}</p>
                {approval.reason && (
                  <p className="whitespace-pre-line">
                    {t.reason}：{approval.reason}
                  </p>
                )}
                {yes && !approval.counts && <p className="text-error-2">{t.void}</p>}
                <p className="text-sm text-solid-gray-700">{longTime(approval.at)}</p>
              </div>
            </li>
          )
        })}
        {open > 0 && (
          <li className="flex gap-3 rounded-8 border border-dashed border-solid-gray-536 p-3">
            <Icon name="dots" className="mt-0.5 size-6 text-solid-gray-700" />
            {t.waiting(open)}
          </li>
        )}
      </ol>
    </>
  )
}
