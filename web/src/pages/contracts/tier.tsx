import { useState } from 'react'
import { query } from '../../api/client'
import type { Act, EngagementView, TierView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { consentWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { RecordTraining } from './roster-dialogs'

type Asks = 'training'

const t = {
  prime: '元請け（契約の相手）',
  sub: (n: number) => `再委託先（${n}つ目の下請け）`,
  reason: '再委託の理由',
  applied: '申請した日時',
  decided: '決めた日時',
  flow: '同じ決まりを守らせること',
  flowYes: '確かめました',
  flowNo: 'まだ確かめていません',
  roster: '従事者名簿',
  noRoster: '名簿はまだ出ていません。',
  hiddenRoster: 'ほかの会社の名簿は表示しません。',
  version: (n: number) => `第${n}版`,
  submitted: (at: string) => `${at}に提出`,
  confirmed: (by: string, at: string) => `${at}に${by}さんが確認`,
  notConfirmed: '確認待ち',
  rosterCaption: (firm: string) => `${firm}の従事者名簿`,
  name: '名前',
  identity: '本人確認',
  training: '研修',
  yes: 'ずみ',
  no: 'まだ',
  until: (day: string) => `${day}まで有効`,
  noTraining: '受けていない、または切れています',
  left: '離れた人',
  steps: '承諾と手続きを見る',
  submit: '名簿を出す',
  confirm: '名簿を確かめる',
  record: '研修を記録する',
}

export function Tier({ tier, view, onDone }: { tier: TierView; view: EngagementView; onDone: () => void }) {
  const session = useSession()
  const [asks, setAsks] = useState<Asks>()
  const may = (act: Act) => view.may.includes(act)
  const prime = tier.depth === 0
  const roster = tier.roster
  // a firm sends its own roster and applies below itself; the section may do so in its stead
  const own = session.side === 'town' || session.contractor === tier.contractor
  const close = () => setAsks(undefined)
  const done = () => {
    close()
    onDone()
  }

  return (
    <article
      aria-label={tier.contractor_name}
      className={`rounded-12 border p-4 ${
        prime || tier.consent === 'consented' ? 'border-solid-gray-420' : 'border-2 border-error-1'
      }`}
    >
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-std-18B-160">
        {tier.contractor_name}
        <span className="text-sm font-normal text-solid-gray-700">{prime ? t.prime : t.sub(tier.depth)}</span>
        {!prime && <Chip tone={tier.consent === 'consented' ? 'green' : 'red'}>{consentWords[tier.consent]}</Chip>}
      </h3>
      {!prime && (
        <div className="mt-2">
          <FactList
            lines={[
              tier.reason && [t.reason, tier.reason],
              tier.applied_at && [t.applied, longTime(tier.applied_at)],
              tier.decided_at && [t.decided, longTime(tier.decided_at)],
              [t.flow, tier.flow_down_confirmed ? t.flowYes : t.flowNo],
            ]}
          />
        </div>
      )}
      <h4 className="mt-4 flex flex-wrap items-center gap-x-3 font-bold">
        {t.roster}
        {roster && (
          <>
            <span className="text-sm font-normal text-solid-gray-700">
              {t.version(roster.version)}　{t.submitted(longTime(roster.submitted_at))}
              {roster.confirmed && `　${t.confirmed(roster.confirmed_by, longTime(roster.confirmed_at))}`}
            </span>
            {!roster.confirmed && <Chip tone="yellow">{t.notConfirmed}</Chip>}
          </>
        )}
      </h4>
      {!roster || roster.workers.length === 0 ? (
        <p className="text-solid-gray-700">{own ? t.noRoster : t.hiddenRoster}</p>
      ) : (
        <div className="mt-2">
          <DataTable
            caption={t.rosterCaption(tier.contractor_name)}
            rows={roster.workers}
            rowKey={(w) => w.id}
            columns={[
              {
                header: t.name,
                main: true,
                cell: (w) => (
                  <>
                    <span className="font-bold">{w.name}</span>
                    {w.kana && <span className="ml-2 text-sm text-solid-gray-700">{w.kana}</span>}
                    {w.left && (
                      <span className="ml-2">
                        <Chip tone="gray">{t.left}</Chip>
                      </span>
                    )}
                  </>
                ),
              },
              {
                header: t.identity,
                cell: (w) => (
                  <Chip tone={w.identity_confirmed ? 'green' : 'yellow'}>{w.identity_confirmed ? t.yes : t.no}</Chip>
                ),
              },
              { header: t.training, cell: (w) => (w.trained ? t.until(longDay(w.trained_until)) : t.noTraining) },
            ]}
          />
        </div>
      )}
      <ButtonRow className="mt-4 empty:hidden">
        {roster && !roster.confirmed && may('confirm_roster') && (
          <ButtonLink to={`/rosters/${roster.id}`}>{t.confirm}</ButtonLink>
        )}
        {own && may('submit_roster') && (
          <ButtonLink look="secondary" to={query('/rosters/new', { engagement: view.id, contractor: tier.contractor })}>
            {t.submit}
          </ButtonLink>
        )}
        {may('record_training') && roster && roster.workers.length > 0 && (
          <Button look="secondary" onClick={() => setAsks('training')}>
            {t.record}
          </Button>
        )}
        <ButtonLink look="secondary" to={`/contracts/${view.id}/chain${tier.id && `?tier=${tier.id}`}`}>
          {t.steps}
        </ButtonLink>
      </ButtonRow>

      {asks === 'training' && roster && <RecordTraining roster={roster} onClose={close} onDone={done} />}
    </article>
  )
}
