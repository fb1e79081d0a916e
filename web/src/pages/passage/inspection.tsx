import type { ContentView } from '../../api/types'
import { count, fileSize, percent } from '../../lib/numbers'
import { inspectionWords } from '../../lib/words'
import { FactList, Fingerprint, Progress } from '../../ui/data'
import { Notice } from '../../ui/notice'

const t = {
  name: 'ファイルの名前',
  size: '大きさ',
  residents: '見つかった住民',
  people: (n: number) => `${count(n)}人（同じ人は1人と数えています）`,
  hits: '手がかり',
  hit: (name: string, n: string) => `${name} ${n}件`,
  print: '指紋',
  printHelp: '内容が変わっていないことの目印です。1文字でも変わると、まったく違うものになります。',
  running: '中身を検査しています',
  waiting: '検査の順番を待っています。この画面を閉じても、検査は続きます。',
  uploading: (done: string, all: string) => `${all}のうち${done}まで届いています。`,
}

// Kinds of evidence as the inspection names them
const hitWords: Record<string, string> = {
  name_birth: '氏名と生年月日の組',
  name_address: '氏名と住所の組',
  resident_number: '宛名番号',
  my_number: '個人番号',
  account_number: '口座番号',
  phone: '電話番号',
  email: 'メールアドレス',
}

/** What was sent, and what was found in it. */
export function InspectionPanel({ content }: { content: ContentView }) {
  const kind =
    content.state === 'clean'
      ? 'success'
      : content.state === 'production_data'
        ? 'warning'
        : content.state === 'unreadable'
          ? 'error'
          : 'info'
  const known = content.state === 'clean' || content.state === 'production_data'
  return (
    <div className="grid gap-4">
      <Notice kind={kind} title={inspectionWords[content.state]} live>
        {content.state === 'production_data' && <p className="text-std-20B-150">{t.people(content.residents)}</p>}
        {content.state === 'waiting' && <p>{t.waiting}</p>}
        {content.state === 'uploading' && <p>{t.uploading(fileSize(content.received), fileSize(content.size))}</p>}
        {content.reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </Notice>
      {content.state === 'running' && (
        <Progress
          label={t.running}
          value={percent(content.inspected, content.size)}
          detail={`${fileSize(content.inspected)} / ${fileSize(content.size)}`}
        />
      )}
      {content.state !== 'absent' && (
        <FactList
          lines={[
            [t.name, content.name],
            [t.size, fileSize(content.size)],
            known && [t.residents, t.people(content.residents)],
            content.hits.length > 0 && [
              t.hits,
              content.hits.map((h) => t.hit(hitWords[h.name] ?? h.name, count(Number(h.value)))).join('、'),
            ],
            content.sha256 && [
              t.print,
              <>
                <Fingerprint hex={content.sha256} />
                <span className="block text-sm text-solid-gray-700">{t.printHelp}</span>
              </>,
            ],
          ]}
        />
      )}
    </div>
  )
}
