import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useQuery } from '../api/hooks'
import type { PaperView } from '../api/types'
import { count, fileSize } from '../lib/numbers'
import { saveText } from '../lib/save'
import { Button, ButtonRow, TextLink } from '../ui/button'
import { Fingerprint } from '../ui/data'
import { Page } from '../ui/page'
import { Load } from '../ui/states'

const t = {
  receipt: '受領証',
  certificate: '消去証明書',
  passages: '通過の一覧',
  passage: '通過の詳細',
  custodies: '預かり',
  custody: '預かりの詳細',
  disposalCertificate: '廃棄証明書',
  disposals: '記録媒体の廃棄',
  disposal: '廃棄の指示',
  print: '印刷する',
  proof: 'この書類の証拠を保存する',
  number: '番号',
  issued: '発行',
  entry: '記録の番号',
  entryOf: (n: number) => `${n}番`,
  mark: '記録の指紋',
  see: 'この記録を見る',
  how: 'この書類は、関所の記録にもとづいて作られました。記録は、あとから書き換えるとわかる仕組みで保管しています。保存した証拠を使うと、この書類のとおりの記録があることを、この仕組みにつながらない場所でも確かめられます。',
}

/** Fingerprints and sizes come as the machine counts them. */
function Value({ text }: { text: string }) {
  if (/^[0-9a-f]{64}$/.test(text)) return <Fingerprint hex={text} />
  const bytes = /^(\d+) バイト$/.exec(text)?.[1]
  if (bytes && Number(bytes) >= 1024) return `${fileSize(Number(bytes))}（${count(Number(bytes))} バイト）`
  return text
}

/** A certificate: what, when, by whom, how, its place in the ledger. Made to be printed on A4. */
function Paper({ paper }: { paper: PaperView }) {
  return (
    <article className="paper max-w-3xl border border-solid-gray-420 p-10 shadow-1 max-sm:p-4">
      <header className="border-b-2 border-black pb-4 text-center">
        <p className="text-right text-sm">
          {t.number} {paper.number}
        </p>
        <h2 className="mt-2 text-std-32B-150 tracking-[0.3em] max-sm:text-std-26B-150">{paper.title}</h2>
        <p className="mt-2">{paper.town}</p>
        <p>
          {t.issued} {paper.issued_wareki || paper.issued_at}
        </p>
      </header>
      <table className="mt-6 w-full table-fixed border-collapse">
        <tbody>
          {paper.lines.map((line, i) => (
            <tr key={`${line.name}-${i}`} className="keep-together border-b border-solid-gray-420 align-top">
              <th scope="row" className="w-[36%] py-2 pr-4 text-left font-bold">
                {line.name}
              </th>
              <td className="py-2 whitespace-pre-line">
                <Value text={line.value} />
              </td>
            </tr>
          ))}
          <tr className="keep-together border-b border-solid-gray-420 align-top">
            <th scope="row" className="py-2 pr-4 text-left font-bold">
              {t.entry}
            </th>
            <td className="py-2">{t.entryOf(paper.entry)}</td>
          </tr>
          <tr className="keep-together border-b border-solid-gray-420 align-top">
            <th scope="row" className="py-2 pr-4 text-left font-bold">
              {t.mark}
            </th>
            <td className="py-2">
              <Fingerprint hex={paper.leaf} />
            </td>
          </tr>
        </tbody>
      </table>
      <p className="keep-together mt-6 text-sm">{t.how}</p>
    </article>
  )
}

function PaperPage({
  title,
  path,
  crumbs,
}: {
  title: string
  path: string
  crumbs: { to: string; label: string }[]
}): ReactNode {
  const query = useQuery<PaperView>(path)
  return (
    <Page title={query.data?.title ?? title} crumbs={crumbs}>
      <Load query={query}>
        {(paper) => (
          <>
            <ButtonRow className="mb-6 items-center">
              <Button onClick={() => window.print()}>{t.print}</Button>
              <Button
                look="secondary"
                onClick={() => saveText(`${paper.title}-${paper.number}.tlog-proof`, paper.proof)}
              >
                {t.proof}
              </Button>
              <TextLink to={`/ledger/${paper.entry}`} className="inline-flex min-h-11 items-center">
                {t.see}
              </TextLink>
            </ButtonRow>
            <Paper paper={paper} />
          </>
        )}
      </Load>
    </Page>
  )
}

export function ReceiptPage() {
  const { id = '' } = useParams()
  return (
    <PaperPage
      title={t.receipt}
      path={`/api/passages/${id}/receipt`}
      crumbs={[
        { to: '/passages', label: t.passages },
        { to: `/passages/${id}`, label: t.passage },
      ]}
    />
  )
}

export function CertificatePage() {
  const { id = '' } = useParams()
  return (
    <PaperPage
      title={t.certificate}
      path={`/api/custodies/${id}/certificate`}
      crumbs={[
        { to: '/custodies', label: t.custodies },
        { to: `/custodies/${id}`, label: t.custody },
      ]}
    />
  )
}

export function DisposalCertificatePage() {
  const { id = '' } = useParams()
  return (
    <PaperPage
      title={t.disposalCertificate}
      path={`/api/disposals/${id}/certificate`}
      crumbs={[
        { to: '/disposals', label: t.disposals },
        { to: `/disposals/${id}`, label: t.disposal },
      ]}
    />
  )
}
