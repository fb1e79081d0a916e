import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { query, send } from '../../api/client'
import { useAction, usePaged, useQuery } from '../../api/hooks'
import type { Done, VisitView } from '../../api/types'
import { longTime, shortTime } from '../../lib/dates'
import { thingWords } from '../../lib/words'
import { Button, TextLink } from '../../ui/button'
import { Chip, DataTable, FactList, More } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { Checkbox, TextArea } from '../../ui/field'
import { Attached } from '../../ui/files'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load, Loading } from '../../ui/states'
import { VerdictList } from '../../ui/verdict'
import { clock } from '../reception/times'
import { stillWords } from '../reception/still'

const t = {
  title: '入退室の記録',
  lead: 'だれが、いつ、どの区域に入り、何をしたかの記録です。',
  crumb: '管理区域',
  caption: '入退室の一覧',
  none: '入退室の記録はありません。',
  only: 'あとから確かめる必要があるものだけ',
  who: '入った人',
  area: '区域',
  times: '時刻',
  escort: '随行',
  state: '状態',
  inside: '入室中',
  over: '時間を過ぎています',
  left: '退室ずみ',
  offLine: 'つながらない間の記録',
  review: '確かめる必要あり',
  one: '入退室',
  entered: '入室',
  until: '終わりの予定',
  exit: '退室',
  document: '身分証明書',
  camera: '監視カメラ',
  range: (camera: string, from: string, until: string) => `${camera}（${from}から${until || 'いま'}まで）`,
  badge: '入室証',
  purpose: '目的',
  work: '行った作業',
  things: '持ち込んだもの',
  carried: '承認された持ち出し',
  judged: '受付の端末の判定（つながらない間）',
  gate: 'あとからの関所の判定',
  passed: '通る',
  failed: '止まる',
  stopped: '関所が、あとから止めた理由',
  reviewTitle: '確かめたことを記録しますか',
  reviewButton: '確かめたことを記録する',
  note: '確かめたことと、とった対応',
  reviewed: '確かめた人',
}

export function VisitsPage() {
  const [search, setSearch] = useSearchParams()
  const review = search.get('review') === 'open'
  const list = usePaged<VisitView>(query('/api/visits', { review: review ? 'open' : '', limit: 50 }))
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ to: '/areas', label: t.crumb }]}>
      <div className="mb-4">
        <Checkbox label={t.only} checked={review} onChecked={(on) => setSearch(on ? { review: 'open' } : {})} />
      </div>
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable
            caption={t.caption}
            rows={list.items}
            rowKey={(v) => v.id}
            columns={[
              {
                header: t.who,
                main: true,
                cell: (v) => (
                  <>
                    <TextLink to={`/areas/visits/${v.id}`} className="inline-block py-1">
                      {v.name}
                    </TextLink>
                    <span className="block text-sm">{v.place}</span>
                  </>
                ),
              },
              { header: t.area, cell: (v) => v.area_name },
              {
                header: t.times,
                cell: (v) => `${shortTime(v.entered_at)} – ${v.left_at ? clock(v.left_at) : ''}`,
              },
              { header: t.escort, cell: (v) => v.escort_name || '―' },
              { header: t.state, cell: (v) => <State visit={v} /> },
            ]}
          />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.none}</Empty>
      )}
    </Page>
  )
}

function State({ visit: v }: { visit: VisitView }) {
  return (
    <span className="flex flex-wrap gap-1">
      <Chip tone={v.overstays ? 'red' : v.state === 'inside' ? 'blue' : 'gray'}>
        {v.overstays ? t.over : v.state === 'inside' ? t.inside : t.left}
      </Chip>
      {(v.entry_off_line || v.exit_off_line) && <Chip tone="yellow">{t.offLine}</Chip>}
      {v.review === 'open' && <Chip tone="red">{t.review}</Chip>}
    </span>
  )
}

export function VisitPage() {
  const { id = '' } = useParams()
  const visit = useQuery<VisitView>(`/api/visits/${id}`)
  const [asks, setAsks] = useState(false)
  const [note, setNote] = useState('')
  const act = useAction(async () => {
    await send<Done>('POST', `/api/visits/${id}/review`, { note })
    setAsks(false)
    visit.reload()
  })
  const judgement = (word: string) => (word === 'passed' ? t.passed : t.failed)
  return (
    <Page
      title={t.one}
      crumbs={[
        { to: '/areas', label: t.crumb },
        { to: '/areas/visits', label: t.title },
      ]}
    >
      <Load query={visit}>
        {(v) => (
          <div className="grid gap-8">
            <FactList
              lines={[
                [t.state, <State visit={v} />],
                [t.who, `${v.name}　${v.place}`],
                [t.area, v.area_name],
                [t.entered, `${longTime(v.entered_at)}　${v.entered_by}`],
                v.state === 'inside' && [t.until, longTime(v.until)],
                v.left_at && [t.exit, `${longTime(v.left_at)}　${v.left_by}`],
                [t.document, v.document],
                [t.escort, v.escort_name],
                [t.camera, v.camera && t.range(v.camera, clock(v.entered_at), v.left_at && clock(v.left_at))],
                [t.badge, v.badge],
                [t.purpose, v.purpose],
                v.things.length > 0 && [
                  t.things,
                  v.things.map((x) => `${thingWords[x.kind]} ${x.maker} ${x.serial}`).join('\n'),
                ],
                v.carried_out.length > 0 && [t.carried, v.carried_out.join('、')],
                v.left_at && [t.work, v.work],
                v.judged_off_line && [t.judged, judgement(v.judged_off_line)],
                v.gate_now && [t.gate, judgement(v.gate_now)],
                v.reviewed_by && [t.reviewed, `${v.reviewed_by}（${longTime(v.reviewed_at)}）`],
                v.note && [t.note, v.note],
              ]}
            />
            {v.findings.length > 0 && (
              <Section title={t.stopped}>
                {v.review === 'open' && <Notice kind="warning" title={t.review} className="mb-4" />}
                <VerdictList verdict={{ passed: false, findings: v.findings }} />
              </Section>
            )}
            <Attached
              purpose="still"
              subject={v.id}
              title={stillWords.title}
              accept=".jpg,.jpeg,.png"
              label={stillWords.attach}
              help={stillWords.help}
              may={v.may.includes('keep_still')}
              pictures
            />
            {v.may.includes('review_visit') && (
              <div>
                <Button onClick={() => setAsks(true)}>{t.reviewButton}</Button>
              </div>
            )}
          </div>
        )}
      </Load>
      <ConfirmDialog
        title={t.reviewTitle}
        confirm={t.reviewButton}
        open={asks}
        onClose={() => setAsks(false)}
        onConfirm={() => void act.run()}
        busy={act.busy}
        error={act.error}
      >
        <TextArea label={t.note} required value={note} onValue={setNote} />
      </ConfirmDialog>
    </Page>
  )
}
