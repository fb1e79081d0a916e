import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, AreaEntryDetail, ThingView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { entryStateWords, thingWords } from '../../lib/words'
import { Button, ButtonRow } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { TextArea } from '../../ui/field'
import { Attached } from '../../ui/files'
import { Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { VerdictList } from '../../ui/verdict'
import { span } from '../reception/times'
import { entryTones } from './entries-list'

const t = {
  title: (bringIn: boolean) => (bringIn ? '持ち込みの申請' : '入室の申請'),
  crumb: '管理区域',
  state: '段階',
  area: '管理区域',
  section: '承認する課',
  engagement: '委託契約',
  firm: '会社',
  when: '時間',
  purpose: '目的',
  people: '入る人',
  evidence: '不正なプログラムの検査',
  applied: '申請した人',
  decided: '決めた人',
  reason: '理由',
  things: '持ち込むもの',
  kind: '種類',
  maker: 'メーカー・型番',
  serial: '製造番号',
  antivirus: 'ウイルス対策ソフト',
  stays: '区域に残す',
  verdict: '承認の前に確かめたこと',
  approve: '承認する',
  reject: '却下する',
  withdraw: '取り下げる',
  ask: {
    approve: 'この申請を承認しますか',
    reject: 'この申請を却下しますか',
    withdraw: 'この申請を取り下げますか',
  },
  withdrawText: '取り下げると、この申請では入れなくなります。',
  files: '検査の結果のファイル',
  attach: '検査の結果のファイルを添える',
  attachHelp:
    '検査の画面や報告書を添えられます（PDF、JPEG、PNG。1つ20 MBまで）。決まるまでは加えるだけで、消せるのは、取り下げか却下のあとです。',
  notSent: '申請は出ましたが、ファイルを送れませんでした。下から、もう一度添えてください。',
}
type What = 'approve' | 'reject' | 'withdraw'

export function EntryPage() {
  const { id = '' } = useParams()
  const detail = useQuery<AreaEntryDetail>(`/api/entries/${id}`)
  const [what, setWhat] = useState<What>()
  const [reason, setReason] = useState('')
  const act = useAction(async () => {
    if (what === 'withdraw') await send<Done>('POST', `/api/entries/${id}/withdraw`, { reason })
    else await send<Done>('POST', `/api/entries/${id}/decision`, { approve: what === 'approve', reason })
    setWhat(undefined)
    detail.reload()
  })
  const ask = (next: What) => {
    act.clear()
    setReason('')
    setWhat(next)
  }
  const bringIn = id.startsWith('bri_')
  const trouble = (useLocation().state as { trouble?: string } | null)?.trouble
  return (
    <Page title={t.title(bringIn)} crumbs={[{ to: '/areas', label: t.crumb }]}>
      <Load query={detail}>
        {({ entry: e, verdict }) => (
          <div className="grid gap-8">
            <FactList
              lines={[
                [t.state, <Chip tone={entryTones[e.state]}>{entryStateWords[e.state]}</Chip>],
                [t.area, e.area_name],
                [t.section, e.section_name],
                [t.engagement, e.engagement_title],
                [t.firm, e.contractor_name],
                [t.when, span(e.starts_at, e.ends_at)],
                [t.purpose, e.purpose],
                !bringIn && [t.people, e.people.map((p) => p.name).join('、')],
                bringIn && [t.evidence, e.evidence],
                [t.applied, `${e.applied_by}（${longTime(e.submitted_at)}）`],
                e.decided_at && [t.decided, `${e.decided_by}（${longTime(e.decided_at)}）`],
                e.reason && [t.reason, e.reason],
              ]}
            />
            {bringIn && <ThingsTable things={e.things} />}
            {bringIn && trouble && (
              <Notice kind="error" title={t.notSent}>
                <p>{trouble}</p>
              </Notice>
            )}
            {bringIn && (
              <Attached
                purpose="evidence"
                subject={id}
                title={t.files}
                accept=".pdf,.jpg,.jpeg,.png"
                label={t.attach}
                help={t.attachHelp}
                may={e.may.includes('keep_scan_result')}
              />
            )}
            {verdict && (
              <Section title={t.verdict}>
                <VerdictList verdict={verdict} />
              </Section>
            )}
            <ButtonRow>
              {(e.may.includes('approve_entry') || e.may.includes('approve_bring_in')) && (
                <Button onClick={() => ask('approve')}>{t.approve}</Button>
              )}
              {e.may.includes('reject_entry') && (
                <Button look="danger" onClick={() => ask('reject')}>
                  {t.reject}
                </Button>
              )}
              {e.may.includes('withdraw_entry') && (
                <Button look="secondary" onClick={() => ask('withdraw')}>
                  {t.withdraw}
                </Button>
              )}
            </ButtonRow>
          </div>
        )}
      </Load>
      {what && (
        <ConfirmDialog
          title={t.ask[what]}
          confirm={t[what]}
          danger={what !== 'approve'}
          open
          onClose={() => setWhat(undefined)}
          onConfirm={() => void act.run()}
          busy={act.busy}
          error={act.error}
        >
          {what === 'withdraw' && <p>{t.withdrawText}</p>}
          <TextArea label={t.reason} required={what !== 'approve'} value={reason} onValue={setReason} />
        </ConfirmDialog>
      )}
    </Page>
  )
}

function ThingsTable({ things }: { things: ThingView[] }) {
  return (
    <Section title={t.things}>
      <DataTable
        caption={t.things}
        rows={things}
        rowKey={(x) => x.id}
        columns={[
          { header: t.kind, main: true, cell: (x) => thingWords[x.kind] },
          { header: t.maker, cell: (x) => x.maker || '―' },
          { header: t.serial, cell: (x) => <span className="font-mono">{x.serial}</span> },
          {
            header: t.antivirus,
            cell: (x) => (x.antivirus ? `${x.antivirus}　${x.pattern_day && longDay(x.pattern_day)}` : '―'),
          },
          { header: t.stays, cell: (x) => (x.stays ? 'はい' : 'いいえ') },
        ]}
      />
    </Section>
  )
}
