import type { AssetView, ContentView } from '../../api/types'
import { peopleOf, type StepId } from '../../lib/apply'
import { longDay } from '../../lib/dates'
import { fileSize } from '../../lib/numbers'
import { inspectionWords, kindWords, wayWords } from '../../lib/words'
import { Button } from '../../ui/button'
import { FactList, type FactLine } from '../../ui/data'
import type { StepProps } from './form'

const t = {
  lead: '申請すると、承認する人のホームに出ます。そのあとで内容を直すと、承認はやり直しになります。止まる決まりがあるあいだは、申請できません。',
  edit: (name: string) => `${name}を直す`,
  what: '委託と情報',
  who: '受け取る人',
  why: '目的と期限',
  file: 'ファイル',
  kind: '申請の種類',
  engagement: '委託契約',
  asset: '情報資産',
  range: '情報の範囲',
  way: '渡し方',
  purpose: '目的',
  content: 'データの内容',
  protection: '暗号化などの対策',
  collect: '受け取りの期限',
  due: '返却・消去の期限',
  times: '受け取れる回数',
  production: '本番データ',
  noProduction: '申請しない',
  checks: '渡す前の3つの確認',
  checked: (n: number) => (n === 3 ? '3つとも確かめました' : `3つのうち${n}つを確かめました`),
  inspection: '検査',
}

export function CheckStep({
  input,
  engagement,
  recipient,
  assets,
  content,
  onEdit,
}: StepProps & { assets: AssetView[]; content: ContentView | undefined; onEdit: (step: StepId) => void }) {
  const firm = engagement && peopleOf(engagement).find((f) => f.people.some((w) => w.id === input.recipient))
  const person = firm?.people.find((w) => w.id === input.recipient)
  const named = person
    ? `${person.name}（${firm?.name ?? ''}）`
    : recipient?.name
      ? `${recipient.name}（${recipient.place}）`
      : ''
  const checks = Object.values(input.transfer).filter(Boolean).length
  const part = (step: StepId, title: string, lines: FactLine[]) => (
    <section>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-std-18B-160">{title}</h3>
        <Button look="quiet" onClick={() => onEdit(step)}>
          {t.edit(title)}
        </Button>
      </div>
      <FactList lines={lines} />
    </section>
  )
  return (
    <>
      <p>{t.lead}</p>
      {part('what', t.what, [
        [t.kind, kindWords[input.kind]],
        [t.engagement, engagement?.input.title ?? ''],
        [t.asset, assets.find((a) => a.id === input.asset)?.asset.name ?? ''],
        [t.range, input.range],
        [t.way, wayWords[input.way]],
      ])}
      {part('who', t.who, [[t.who, named]])}
      {part('why', t.why, [
        [t.purpose, input.purpose],
        [t.content, input.content_description],
        [t.protection, input.protection],
        [t.collect, input.collect_until && longDay(input.collect_until)],
        [t.due, input.custody_due && longDay(input.custody_due)],
        [t.times, `${input.downloads_allowed}回`],
        [t.production, input.production_application ? input.production_reason : t.noProduction],
        [t.checks, t.checked(checks)],
      ])}
      {part('file', t.file, [
        [t.file, content && content.state !== 'absent' ? `${content.name}（${fileSize(content.size)}）` : ''],
        [t.inspection, inspectionWords[content?.state ?? 'absent']],
      ])}
    </>
  )
}
