// Names of the rules, and what a rule looked at, in words. Ids are the gate's own (src/rules).
import type { Evidence } from '../api/types'
import { longDay } from './dates'
import { count } from './numbers'

export const ruleWords: Record<string, string> = {
  'approvals.approver': '承認できる人',
  'approvals.enough': '複数人による承認',
  'content.sealed': '暗号化した保管',
  'production.inspected': '中身の検査',
  'production.contract': '本番データと契約',
  'production.application': '本番データの申請',
  'custody.state': '預かりの状態',
  'custody.due': '複製と期限',
  'custody.copies': '複製の消去',
  'custody.method': '消去の方法',
  'passage.state': '申請の段階',
  'passage.kind': '申請の種類',
  'passage.terms': '期限と回数',
  'recipient.present': '受取人',
  'recipient.roster': '従事者名簿',
  'recipient.identity': '本人確認',
  'recipient.trained': '研修',
  'release.recipient': '受け取る人',
  'release.way': '受け渡しの方法',
  'release.deadline': '受け取りの期限',
  'release.count': '受け取りの回数',
  'release.link': '通信の暗号化',
  'release.custody': '預かりの状態',
  'receipt.after_release': '受領証の前の受け取り',
  'rights.act': '権限',
  'rights.account': 'アカウント',
  'rights.mfa': '多要素認証',
  'scope.engagement': '契約の期間',
  'scope.access': '情報の種類・範囲・方法',
  'statement.purpose': '目的',
  'statement.content': 'データの内容',
  'statement.protection': '暗号化などの対策',
  'statement.rejection': '却下の理由',
  'sub_contract.chain': '受取人の会社',
  'sub_contract.consent': '再委託の承諾',
  'sub_contract.flow_down': '再委託先への義務づけ',
  'check_sheet.confirmed': 'チェックシートの確認',
  'check_sheet.complete': 'すべての項目への答え',
  'check_sheet.other_person': '答えた人とは別の人',
  'check_sheet.reviewed': '一つずつの確認',
  'check_sheet.differences': '食い違いへの指摘',
  'finding.reported': '改善の報告',
  'transfer.access_control': 'アクセス制御の確認',
  'transfer.stored_encrypted': '保管の暗号化の確認',
  'transfer.link_encrypted': '通信の暗号化の確認',
  'transfer.transport': '安全な運搬',
}

const people = (v: string) => `${count(Number(v))}人`
const times = (v: string) => `${v}回`

// Evidence that repeats the reason, or that only a machine reads (ids), is not listed and not shown.
const evidence: Record<string, readonly [label: string, show: (value: string) => string]> = {
  residents: ['見つかった住民', people],
  approvals: ['承認した人', people],
  needed: ['必要な人数', people],
  contract_start: ['契約の始まり', longDay],
  contract_end: ['契約の終わり', longDay],
  collect_until: ['受け取りの期限', longDay],
  custody_due: ['返却・消去の期限', longDay],
  until: ['期限', longDay],
  due: ['期限', longDay],
  trained_until: ['研修が有効な日', longDay],
  used: ['受け取った回数', times],
  allowed: ['受け取れる回数', times],
  downloads: ['受け取れる回数', times],
  copies: ['届け出られた複製', (v) => `${v}個`],
  information: ['情報の種類', (v) => v],
  range: ['範囲', (v) => v],
  way: ['方法', (v) => v],
}

/** "見つかった住民 460,517人、…"; empty when there is nothing worth reading. */
export function evidenceText(list: Evidence[]): string {
  return list
    .flatMap((e) => {
      const known = evidence[e.name]
      return known && e.value !== '' ? [`${known[0]} ${known[1](e.value)}`] : []
    })
    .join('、')
}
